using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Messages;
using Notify.OptOut;
using Notify.Webhooks;

namespace Notify.Tests.OptOut;

/// <summary>
/// STOP raced against two workers, each with a provider and memory of its own, over one store: to each person messages are on their way, waiting, and being queued
/// by two tenants while the word comes in, twice.
/// </summary>
internal sealed class StopRace : IAsyncDisposable
{
    private const int AtOnce = 10;
    private const int Messages = 12;

    private static readonly string[] Tenants = ["north", "south"];
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly RaceSender _sender = new() { Tenants = Tenants };
    private readonly ServiceProvider[] _processes;

    /// <param name="useStore">Names the store.</param>
    public StopRace(Action<INotifyBuilder> useStore) => _processes = [Process(useStore), Process(useStore), Process(useStore)];

    /// <summary>50 rounds, or 1,000 in the long run.</summary>
    public static int Rounds { get; } = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1" ? 1000 : 50;

    public async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var workers = _processes[..2].Select(p => Task.Run(() => WorkAsync(p, stop.Token))).ToList();
        for (var from = 0; from < Rounds; from += AtOnce)
        {
            await Task.WhenAll(Enumerable.Range(from, AtOnce).Select(n => Task.Run(() => RoundAsync(n))));
            await SettledAsync(Task.WhenAny(workers));
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);
        var sent = _sender.List.ToLookup(r => r.To.Value, r => ((TextMessage)r.Message).Body);
        for (var n = 0; n < Rounds; n++)
        {
            var list = sent[NumberOf(n)].ToList();
            list.Should().ContainSingle(body => body.StartsWith("You have opted out"), "{0} is told once, of {1} messages", n, list.Count);
            list[^1].Should().StartWith("You have opted out", "nothing follows the confirmation of {0}, of {1} messages", n, list.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private static string NumberOf(int n) => $"+25078{n:0000000}";

    private ServiceProvider Process(Action<INotifyBuilder> useStore) => new ServiceCollection()
        .AddSingleton<IWebhookReader, RaceReader>()
        .AddNotify(notify =>
        {
            useStore(notify);
            notify.AddSender(_sender).ConfigureRateLimit(o => o.Limit = 10_000).ConfigureInbox(o => o.RetryDelay = TimeSpan.FromMilliseconds(100));
            notify.Services.Configure<WorkerOptions>(o => (o.BatchSize, o.SendConcurrency) = (15, 5));
        })
        .BuildServiceProvider();

    private static async Task WorkAsync(ServiceProvider process, CancellationToken stop)
    {
        var worker = process.GetRequiredService<IWorker>();
        while (!stop.IsCancellationRequested)
        {
            await worker.RunOnceAsync(CancellationToken.None);
            await Task.Delay(Step, TimeProvider.System, CancellationToken.None);
        }
    }

    // The word comes in at any moment of it.
    private async Task RoundAsync(int n)
    {
        var at = Random.Shared.Next(Messages);
        for (var i = 0; i < Messages; i++)
        {
            if (i == at || i == at + 2)
            {
                await SayAsync($"stop.{n}.{i} {NumberOf(n)} STOP");
            }

            await TellAsync(n, i);
        }

        if (at + 2 >= Messages)
        {
            await SayAsync($"stop.{n}.again {NumberOf(n)} stop");
        }
    }

    private Task<QueueResult> TellAsync(int n, int i) => _processes[2].GetRequiredService<INotifier>().QueueAsync(
        new Notification(NumberOf(n), new TextMessage($"Message {i}")) { Tenant = Tenants[i % 2] });

    private Task<WebhookCheck> SayAsync(string body) => _processes[2].GetRequiredService<IWebhookIntake>().ReceiveAsync(
        _processes[2].GetRequiredService<IWebhookReader>(), new WebhookRequest(Encoding.UTF8.GetBytes(body), _ => null));

    private async Task SettledAsync(Task<Task> workers)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await IsSettledAsync())
        {
            if (workers.IsCompleted)
            {
                await await workers;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException("Not everything came to its end.");
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private async Task<bool> IsSettledAsync()
    {
        if (await InboxAsync() > 0)
        {
            return false;
        }

        var log = _processes[2].GetRequiredService<IDeliveryLog>();
        foreach (var tenant in Tenants)
        {
            foreach (var state in new[] { DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending })
            {
                if ((await log.PageAsync(new DeliverySelection(tenant) { State = state }, 1, null, default)).Deliveries.Count > 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task<long> InboxAsync()
    {
        var counts = await _processes[2].GetRequiredService<Notify.Inbox.IInboundLog>().CountAsync(default);
        return counts.Webhooks + counts.Messages;
    }
}
