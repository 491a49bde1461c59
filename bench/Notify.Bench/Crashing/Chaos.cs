using Notify.Bench.Storage;
using Notify.PrivateServers;

namespace Notify.Bench.Crashing;

/// <summary>Kills workers at random moments, breaks connections of workers and producers to the database and of workers to the emulator, and restarts the database twice.</summary>
internal sealed class Chaos(CrashOptions options, Workers workers, PrivatePostgres server, FragileLink emulator)
{
    private const int ShortestPause = 200;
    private const int LongestPause = 2000;
    private const int MostDropped = 4;

    private readonly Random _random = new(options.Seed);

    /// <summary>Connections to the emulator that were broken.</summary>
    public int Broken { get; private set; }

    /// <summary>Connections to the database broken beside those of killed workers and restarts.</summary>
    public long Dropped { get; private set; }

    public async Task RunAsync()
    {
        for (var kill = 1; kill <= options.Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(ShortestPause, LongestPause)), TimeProvider.System);
            if (_random.Next(2) == 0)
            {
                await DropAsync(_random.Next(1, MostDropped + 1));
            }

            Broken += emulator.Break(_random, _random.Next(1, MostDropped + 1));

            if (kill == Math.Max(1, options.Kills / 3))
            {
                await server.RestartAsync(StopMode.Fast);
            }
            else if (kill == Math.Max(2, options.Kills * 2 / 3))
            {
                await server.RestartAsync(StopMode.Immediate);
            }

            var worker = _random.Next(options.Workers);
            Console.Error.WriteLine($"kill {kill}: worker {worker}");
            await workers.ReplaceAsync(worker);
        }
    }

    private async Task DropAsync(int count) => Dropped += await Sql.ReadAsync<long>(
        server.ConnectionString,
        $"""
        SELECT count(pg_terminate_backend(pid))
        FROM (SELECT pid FROM pg_stat_activity WHERE application_name = 'notify' ORDER BY random() LIMIT {count}) AS picked
        """);
}
