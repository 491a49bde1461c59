using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Messages;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;
using Notify.Webhooks;
using Xunit.Abstractions;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>WhatsApp's <c>delivered</c> and the time of the fallback, at the same instant, on the running workers of two apps over one database.</summary>
public sealed class FallbackRaceTests(ITestOutputHelper output) : PostgresTest
{
    private const int AtOnce = 10;

    private static readonly int Rounds = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1" ? 1000 : 50;
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);

    private readonly ScriptedSender _whatsApp = new();
    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly ConcurrentDictionary<Guid, bool> _inTime = [];
    private volatile bool _isOver;

    [Fact]
    public async Task Delivered_against_the_timer_on_two_workers_lets_no_SMS_leave_or_exactly_one()
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        for (var from = 0; from < Rounds; from += AtOnce)
        {
            var pairs = new List<Guid>();
            for (var n = from; n < from + AtOnce; n++)
            {
                pairs.Add((await (n % 2 == 0 ? first : second).Notifier.QueueAsync(Note(n))).NotificationId);
            }

            await InStateAsync([.. pairs.Select(p => Ids.Delivery(p, 1))], DeliveryState.Sent);

            // The timer is looked after once in so long: the receipts come within the same time, some before it is over.
            _isOver = false;
            await Task.WhenAll([Task.Run(EndAsync), .. pairs.Select((p, i) => Task.Run(() => DeliverAsync(i % 2 == 0 ? first : second, p)))]);
            await InStateAsync([.. pairs.Select(p => Ids.Delivery(p, 1))], DeliveryState.Delivered);
            await InStateAsync([.. pairs.Select(p => Ids.Delivery(p, 2))], DeliveryState.Cancelled, DeliveryState.Sent);
            foreach (var pair in pairs)
            {
                await CheckAsync(pair);
            }
        }

        _whatsApp.Requests.Should().HaveCount(Rounds, "nothing was sent a second time");
        _sms.Requests.Count.Should().BeInRange(1, Rounds - 1, "the timer was first in some rounds, and delivered in others");
        output.WriteLine($"{Rounds} rounds in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s, {_inTime.Count} acknowledged in time, {_sms.Requests.Count} SMS");
    }

    private static Notification Note(int n) => new($"+25078{n:0000000}", new TextMessage("Hello"))
    {
        Channels = ChannelPlan.Of(Channel.WhatsApp).FallbackTo(Channel.Sms, After),
    };

    private async Task EndAsync()
    {
        await Task.Delay(LookAfter / 2 * Random.Shared.NextDouble(), TimeProvider.System);
        _isOver = true;

        // Past it: on a standing clock all that came at the very instant would have come in time.
        await Fixture.AdvanceAsync(After + TimeSpan.FromMilliseconds(1));
    }

    private async Task DeliverAsync(TestHost host, Guid notification)
    {
        await Task.Delay(LookAfter * Random.Shared.NextDouble(), TimeProvider.System);
        var reader = host.Services.GetRequiredService<IWebhookReader>();
        await host.Services.GetRequiredService<IWebhookIntake>().ReceiveAsync(reader, DeliveredReader.Request(new SendReference(Ids.Delivery(notification, 1), 1)));

        // Stored, and the time cannot have been over yet.
        if (!_isOver)
        {
            _inTime[notification] = true;
        }
    }

    private async Task CheckAsync(Guid notification)
    {
        var held = Ids.Delivery(notification, 2);
        var sent = _sms.Requests.Count(r => r.Reference.DeliveryId == held);
        var record = (await Store.Log.GetAsync([held], default))[held];
        record.State.Should().Be(sent == 0 ? DeliveryState.Cancelled : DeliveryState.Sent);
        sent.Should().BeLessThanOrEqualTo(_inTime.ContainsKey(notification) ? 0 : 1, "what was acknowledged in time lets none go, whenever it is read");
        if (sent > 0)
        {
            var trail = (await Store.Log.TrailAsync(new TrailQuery(Notification.DefaultTenant) { NotificationId = notification }, default)).ToList();
            trail.FindIndex(e => e.DeliveryId == held && e.Reason == Reasons.FellBack)
                .Should().BeLessThan(trail.FindIndex(e => e.Event == "delivered"), "where it was delivered first, no SMS leaves");
        }
    }

    private Task InStateAsync(Guid[] deliveries, params DeliveryState[] states) => Eventually.TrueAsync(
        async () => (await Store.Log.GetAsync(deliveries, default)).Values.All(d => states.Contains(d.State)), $"all are {string.Join(" or ", states)}");

    private Task<TestHost> StartAsync() => TestHost.StartWorkerAsync(
        Fixture.ConnectionString,
        worker: o => (o.PollInterval, o.MaintenanceInterval) = (TimeSpan.FromMilliseconds(10), LookAfter),
        sender: _whatsApp,
        configure: notify => notify.AddSender(_sms).Services.AddSingleton<IWebhookReader, DeliveredReader>());
}
