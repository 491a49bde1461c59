using System.Diagnostics;
using Notify.Bench.Draining;
using Notify.Bench.Running;
using Notify.Bench.Storage;
using Notify.Inbox;

namespace Notify.Bench.Receiving;

/// <summary>Statuses of messages that were sent go to an app at a steady rate; the app and who posts are processes of their own.</summary>
internal sealed class WebhookBench(WebhookOptions options, BenchHost host, StorePlace place)
{
    private const int WarmUpSeconds = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public static async Task<WebhookReport> RunAsync(WebhookOptions options)
    {
        await using var store = await BenchStores.OpenAsync(options.Storage, options.Connection);
        var place = store.NewPlace();
        await using var host = await BenchHost.StartAsync(new BenchSettings(1000, 1000, 2), place);
        return await new WebhookBench(options, host, place).RunAsync();
    }

    private async Task<WebhookReport> RunAsync()
    {
        var plan = new StatusPlan(options.Rate);
        var statuses = options.Rate * (WarmUpSeconds + options.Seconds);
        var sent = new SentMessages(host, place);
        var messages = await sent.MakeAsync(plan.Deliveries(statuses));
        var secret = Guid.NewGuid().ToString("N");
        await using var app = await WebhookHost.StartAsync(new WebhookHostSettings(place, secret));
        var order = new PostOrder(app.Address, secret, plan, options.Rate * WarmUpSeconds, statuses, options.Seed, messages);
        var (result, start, middle) = await PostAsync(app, order);
        var (waiting, readUp, dead) = await ReadUpAsync();
        return new WebhookReport
        {
            Storage = options.Storage,
            Rate = options.Rate,
            Seconds = options.Seconds,
            Seed = options.Seed,
            Bodies = result.Milliseconds.Length,
            AckP50Ms = Percentile.Of(result.Milliseconds, 0.5),
            AckP99Ms = Percentile.Of(result.Milliseconds, 0.99),
            AckMaxMs = Percentile.Of(result.Milliseconds, 1),
            Statuses = statuses,
            Acknowledged = statuses - result.Refused.Count,
            MiBAtStart = start,
            MiBAtMiddle = middle,
            MiBAtEnd = app.WorkingSetMiB(),
            WaitingAtEnd = waiting,
            ReadUpSeconds = Math.Round(readUp.TotalSeconds, 2),
            Dead = dead,
            Applied = await sent.CountAppliedAsync(order, result),
            TotalSeconds = Math.Round(_clock.Elapsed.TotalSeconds),
        };
    }

    private static async Task<(PostResult Result, double Start, double Middle)> PostAsync(WebhookHost app, PostOrder order)
    {
        await using var poster = ChildProcess.StartSelf(PostCommand.Name);
        await poster.WriteLineAsync(Report.Write(order));
        await ReadAsync(poster, Poster.Begun);
        var start = app.WorkingSetMiB();
        await ReadAsync(poster, Poster.HalfWay);
        var middle = app.WorkingSetMiB();
        return (Report.Read<PostResult>(await poster.LastLineAsync()), start, middle);
    }

    private static async Task ReadAsync(ChildProcess poster, string expected)
    {
        if (await poster.ReadLineAsync() is var line && line != expected)
        {
            throw new InvalidOperationException($"The posting process said: {line}");
        }
    }

    // Dead ones are not waited for; they count as lost.
    private async Task<(long Waiting, TimeSpan ReadUp, long Dead)> ReadUpAsync()
    {
        var clock = Stopwatch.StartNew();
        var log = host.Get<IInboundLog>();
        var counts = await log.CountAsync(CancellationToken.None);
        var waiting = counts.Webhooks;
        while (counts.Webhooks > 0 && clock.Elapsed < Longest)
        {
            await Task.Delay(Pause, TimeProvider.System);
            counts = await log.CountAsync(CancellationToken.None);
        }

        return (waiting, clock.Elapsed, counts.DeadWebhooks);
    }
}
