using System.Diagnostics;
using Notify.Auditing;
using Notify.Bench.Running;
using Notify.Bench.Storage;
using Notify.Deliveries;
using Notify.PrivateServers;

namespace Notify.Bench.Crashing;

/// <summary>The supervisor: it outlives everybody and counts at the end.</summary>
internal sealed class CrashBench(CrashOptions options)
{
    private const int MostTrails = 5;
    private const int Restarts = 2;

    public async Task<CrashReport> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var server = await BenchServer.StartAsync();
        // A secret of its own: an emulator of another run that gets a port of this one is not believed.
        var secret = Guid.NewGuid().ToString("N");
        await using var emulator = await EmulatorProcess.StartAsync("--app-secret", secret, "--receipt-step", "1000");
        var place = new StorePlace("postgres", server.ConnectionString, "notify");
        await using var link = new FragileLink(emulator.Address);
        var settings = new CrashSettings(place, link.Address, secret, options.ResendsAtOnce, TimeSpan.Zero);
        await using var app = await CrashApp.StartAsync(settings);
        using var list = new EmulatorList(emulator.Address);
        await list.TellWebhookAsync(app.Webhook);
        await using var workers = new Workers(settings);
        await workers.StartAsync(options.Workers);

        var traffic = new Traffic(options.Seed);
        var producer = new Producer(app.Get<INotifier>(), traffic, options.Rate);
        var chaos = new Chaos(options, workers, server, link);
        await DisturbAsync(producer, chaos);

        Task<long> Unread() => Sql.ReadAsync<long>(server.ConnectionString, $"SELECT count(*) FROM {place.Schema}.webhook WHERE state = 0");
        var ending = new Ending(app.Get<IDeliveryLog>(), list, traffic, producer, Unread);
        await ending.WaitAsync();
        var verdict = Verdict.Of(traffic.Stored, await ending.ReadAsync(), await list.ArrivalsAsync());
        await TellAsync(app.Get<IDeliveryLog>(), verdict);
        return new CrashReport
        {
            Seed = options.Seed,
            Kills = options.Kills,
            Workers = options.Workers,
            Queued = traffic.Stored.Count,
            Lost = verdict.Lost.Count,
            Duplicates = verdict.Duplicates,
            Unconfirmed = verdict.Unconfirmed,
            WereInDoubt = await Sql.ReadAsync<long>(
                server.ConnectionString, $"SELECT count(DISTINCT id) FROM {place.Schema}.history WHERE state = {(int)DeliveryState.Unconfirmed}"),
            DroppedConnections = chaos.Dropped,
            BrokenLinks = chaos.Broken,
            DatabaseRestarts = Restarts,
            RepeatedCalls = producer.Repeated,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds),
        };
    }

    private static async Task DisturbAsync(Producer producer, Chaos chaos)
    {
        using var stopping = new CancellationTokenSource();
        var queueing = producer.RunAsync(stopping.Token);
        await chaos.RunAsync();
        await stopping.CancelAsync();
        await queueing;
    }

    // Enough to find out why.
    private static async Task TellAsync(IDeliveryLog log, Verdict verdict)
    {
        foreach (var (what, recipients) in new[] { ("lost", verdict.Lost), ("doubled", verdict.Doubled) })
        {
            foreach (var recipient in recipients.Take(MostTrails))
            {
                Console.Error.WriteLine($"{what}: {recipient}");
                foreach (var entry in await log.TrailAsync(new TrailQuery(Traffic.Tenant) { CorrelationId = recipient }, CancellationToken.None))
                {
                    Console.Error.WriteLine($"  {entry.At:HH:mm:ss.fff} {entry.Event} send {entry.SendNumber} {entry.Reason} {entry.ErrorCode} by {entry.By}");
                }
            }
        }
    }
}
