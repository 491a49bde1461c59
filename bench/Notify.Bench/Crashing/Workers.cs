using Notify.Bench.Draining;
using Notify.Bench.Running;

namespace Notify.Bench.Crashing;

/// <summary>The worker processes; each has a clock of its own.</summary>
internal sealed class Workers(CrashSettings settings) : IAsyncDisposable
{
    private const int MostStarts = 5;

    // The first is right, the others an hour early or late.
    private static readonly TimeSpan[] Clocks = [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(-1)];

    private readonly List<ChildProcess> _processes = [];

    public async Task StartAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _processes.Add(await StartOneAsync(i));
        }
    }

    /// <summary>Kills one as <c>kill -9</c> does and starts another in its place.</summary>
    public async Task ReplaceAsync(int number)
    {
        await _processes[number].KillAsync();
        await _processes[number].DisposeAsync();
        _processes[number] = await StartOneAsync(number);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    // A start may fall into a moment at which the database breaks connections: tried again, as a service manager would.
    private async Task<ChildProcess> StartOneAsync(int number)
    {
        for (var attempt = 1; attempt <= MostStarts; attempt++)
        {
            var process = ChildProcess.StartSelf(CrashWorkCommand.Name);
            await process.WriteLineAsync(Report.Write(settings with { ClockOff = Clocks[number % Clocks.Length] }));
            if (await process.ReadLineAsync() == WorkCommand.Ready)
            {
                return process;
            }

            await process.DisposeAsync();
        }

        throw new InvalidOperationException("A worker process did not start.");
    }
}
