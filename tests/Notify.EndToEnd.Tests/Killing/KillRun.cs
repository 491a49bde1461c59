using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.EndToEnd.Tests.Processes;
using Notify.Hosting;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>Starts the worker, kills it at a random moment, and again; then lets it finish.</summary>
/// <param name="seed">Decides the moments.</param>
/// <param name="workspace">Where the runs' files are.</param>
/// <param name="output">Where the run tells of itself.</param>
/// <param name="postgres">A new database to run on; null for SQLite in the workspace.</param>
internal sealed class KillRun(int seed, Workspace workspace, ITestOutputHelper output, string? postgres = null)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestFinish = TimeSpan.FromMinutes(5);

    private static readonly string[] Settings =
    [
        "--Worker:Lease=00:00:08", "--WhatsApp:Timeout=00:00:01.500", "--Mtn:Timeout=00:00:01.500", "--Worker:BatchSize=6", "--Worker:SendConcurrency=3",
        "--Worker:PollInterval=00:00:00.100", "--Worker:MaintenanceInterval=00:00:00.100", "--Retry:MaxAttempts=10",
        "--Retry:RetryDelay=00:00:00.200", "--Retry:RetryMaxDelay=00:00:02", "--Queueing:StreamBatchSize=20",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Messages the emulator accepted, and who they went to.</summary>
    public IReadOnlyList<AcceptedText> Accepted { get; private set; } = [];

    /// <summary>What the store has, by the line's correlation id.</summary>
    public IReadOnlyDictionary<string, DeliveryRecord> Deliveries { get; private set; } = new Dictionary<string, DeliveryRecord>();

    public async Task<(int ExitCode, RunResult Result)> RunAsync(KillInput lines, int kills, params string[] settings)
    {
        output.WriteLine($"seed {seed}, {lines.Lines.Count} lines, {kills} kills");
        // A secret of its own: a worker of another test that gets a killed one's port must not take its receipts.
        var secret = Guid.NewGuid().ToString("N");
        using var emulator = await EmulatorProcess.StartAsync(workspace.EmulatorData, secret);
        string[] arguments =
        [
            "--once", "--resume", "--input", workspace.Write("lines.jsonl", lines.Lines), "--data", workspace.Data,
            "--emulator", emulator.Address.ToString(), $"--WhatsApp:AppSecret={secret}", .. Storage(), .. Settings, .. settings,
        ];

        for (var kill = 1; kill <= kills; kill++)
        {
            using var worker = ChildProcess.Start("Notify.Sample.Worker.dll", arguments);
            var reason = await RandomMomentAsync(worker, emulator);
            worker.HasExited.Should().BeFalse($"there must be work left at kill {kill}; it printed:\n{worker.Everything}");
            worker.Kill();
            output.WriteLine($"kill {kill}: {reason}");
        }

        using var last = ChildProcess.Start("Notify.Sample.Worker.dll", arguments);
        var exitCode = await last.EndAsync(LongestFinish);
        output.WriteLine(last.Everything);
        Accepted = await emulator.AcceptedAsync();
        Deliveries = await StoredDeliveries.ReadAsync(Use, KillInput.Tenant);
        return (exitCode, RunResult.Of(last));
    }

    private IEnumerable<string> Storage() => postgres is null ? [] : ["--storage", "postgres", "--connection", postgres];

    // A worker that is killed before it wrote down which schema it made leaves it empty, and the next makes another.
    private void Use(INotifyBuilder notify) => _ = postgres is null
        ? notify.UseSqlite(Path.Combine(workspace.Data, "notify.db"))
        : notify.UsePostgres(o => (o.ConnectionString, o.Schema) = (postgres, File.ReadAllText(Path.Combine(workspace.Data, "schema"))));

    // Half of the kills come at a moment of the clock, wherever the worker is then; half when the emulator has taken some messages more.
    private async Task<string> RandomMomentAsync(ChildProcess worker, EmulatorProcess emulator)
    {
        using var timer = new PeriodicTimer(Poll);
        var clock = Stopwatch.StartNew();
        if (_random.Next(2) == 0)
        {
            var moment = TimeSpan.FromMilliseconds(_random.Next(100, 2000));
            while (clock.Elapsed < moment && !worker.HasExited)
            {
                await timer.WaitForNextTickAsync();
            }

            return $"after {moment.TotalMilliseconds:0} ms";
        }

        var taken = (await emulator.AcceptedAsync()).Count;
        var wanted = taken + _random.Next(1, 15);
        while (taken < wanted && clock.Elapsed < LongestLife && !worker.HasExited)
        {
            await timer.WaitForNextTickAsync();
            taken = (await emulator.AcceptedAsync()).Count;
        }

        return $"at {taken} accepted, {wanted} wanted, after {clock.ElapsedMilliseconds} ms";
    }
}
