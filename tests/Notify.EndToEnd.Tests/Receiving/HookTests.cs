using System.Net;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Messages;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>Webhooks over HTTP into a whole app on a real store: what is repeated has its effect once.</summary>
public abstract class HookTests : IAsyncLifetime
{
    private HookApp _app = null!;

    public async Task InitializeAsync() => _app = await HookApp.StartAsync(await MakeStoreAsync());

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await RemoveStoreAsync();
    }

    [Fact]
    public async Task Webhook_that_is_replayed_has_no_second_effect_and_is_counted()
    {
        var delivery = await SendAsync();
        var body = MetaBody.Of([MetaBody.Message("wamid.1", "Muraho")], [MetaBody.Status(delivery, "delivered")]);
        (await _app.PostAsync(body)).Should().Be(HttpStatusCode.OK);
        await _app.IdleAsync();
        var trail = await TrailAsync(delivery);
        await RepeatedAsync(messages: 0, statuses: 0);

        for (var i = 0; i < 3; i++)
        {
            (await _app.PostAsync(body)).Should().Be(HttpStatusCode.OK, "a provider that is refused would repeat it forever");
        }

        await _app.IdleAsync();
        _app.Handler.Runs.Should().Equal("Muraho");
        (await _app.MessagesAsync()).Should().ContainSingle().Which.State.Should().Be(InboxState.Done);
        Sent().Should().Equal("Hello", "You wrote: Muraho");
        (await StateAsync(delivery)).Should().Be(DeliveryState.Delivered);
        (await TrailAsync(delivery)).Should().Equal(trail);
        await RepeatedAsync(messages: 3, statuses: 3);
    }

    [Fact]
    public async Task Message_that_comes_in_several_bodies_at_once_is_handled_and_answered_once()
    {
        var bodies = Enumerable.Range(0, 8).Select(i => MetaBody.Of([MetaBody.Message("wamid.1", "Muraho"), MetaBody.Message($"wamid.1.{i}", $"Other {i}")], [])).ToList();

        (await Task.WhenAll(bodies.Select(_app.PostAsync))).Should().OnlyContain(status => status == HttpStatusCode.OK);

        await _app.IdleAsync();
        string[] written = ["Muraho", .. Enumerable.Range(0, 8).Select(i => $"Other {i}")];
        _app.Handler.Runs.Should().BeEquivalentTo(written);
        await RepeatedAsync(messages: 7, statuses: 0);
        Sent().Should().BeEquivalentTo(written.Select(text => $"You wrote: {text}"));
    }

    [Fact]
    public async Task Webhook_of_statuses_alone_wakes_no_handler()
    {
        var delivery = await SendAsync();

        (await _app.PostAsync(MetaBody.Of([], [MetaBody.Status(delivery, "delivered"), MetaBody.Status(delivery, "read")]))).Should().Be(HttpStatusCode.OK);
        await _app.IdleAsync();

        (await StateAsync(delivery)).Should().Be(DeliveryState.Read, "the webhook was worked on");
        _app.Handler.Runs.Should().BeEmpty();
        (await _app.MessagesAsync()).Should().BeEmpty();
        Sent().Should().Equal("Hello");
    }

    [Fact]
    public async Task Ban_that_comes_a_second_time_after_the_word_that_ended_it_stops_nothing()
    {
        var ban = MetaBody.Ban("DISABLE", minutesAgo: 2);
        foreach (var body in new[] { ban, MetaBody.Ban("REINSTATE", minutesAgo: 1), ban })
        {
            (await _app.PostAsync(body)).Should().Be(HttpStatusCode.OK);
            await _app.IdleAsync();
        }

        await SendAsync();

        _app.Counters.Of("notification_account_events_outdated").Should().ContainSingle().Which.Should().Be(new KeyValuePair<string, long>("channel=whatsapp", 1));
    }

    /// <summary>Makes an empty store.</summary>
    private protected abstract Task<Action<INotifyBuilder>> MakeStoreAsync();

    private protected virtual Task RemoveStoreAsync() => Task.CompletedTask;

    private async Task<Guid> SendAsync()
    {
        var queued = await _app.Notifier.QueueAsync(new Notification(MetaBody.Person, new TextMessage("Hello")) { Channels = ChannelPlan.Of(Channel.WhatsApp) });
        await _app.IdleAsync();
        var page = await _app.Deliveries.PageAsync(
            new DeliverySelection(Notification.DefaultTenant) { NotificationId = queued.NotificationId }, 1, null, CancellationToken.None);
        page.Deliveries.Should().ContainSingle().Which.State.Should().Be(DeliveryState.Sent);
        return page.Deliveries[0].Id;
    }

    private async Task<DeliveryState> StateAsync(Guid delivery) => (await _app.Deliveries.GetAsync([delivery], CancellationToken.None))[delivery].State;

    private Task<IReadOnlyList<AuditEntry>> TrailAsync(Guid delivery) =>
        _app.Deliveries.TrailAsync(new TrailQuery(Notification.DefaultTenant) { NotificationId = Ids.NotificationOf(delivery) }, CancellationToken.None);

    // Counted after the webhook is settled.
    private Task RepeatedAsync(long messages, long statuses) => Eventually.TrueAsync(
        () => _app.Counters.Of("notification_webhook_repeated") is var sums
            && sums.GetValueOrDefault("channel=whatsapp kind=message") == messages && sums.GetValueOrDefault("channel=whatsapp kind=status") == statuses,
        $"{messages} messages and {statuses} statuses are counted as repeated");

    private IEnumerable<string> Sent() => _app.Sender.Requests.Select(r => ((TextMessage)r.Message).Body);
}
