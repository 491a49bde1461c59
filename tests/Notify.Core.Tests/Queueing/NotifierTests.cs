namespace Notify.Core.Tests.Queueing;

public sealed class NotifierTests
{
    [Fact]
    public async Task QueueAsync_accepted_is_stored_and_not_sent()
    {
        await using var app = TestApp.Create();

        var result = await app.Notifier.QueueAsync(A.Text());

        result.Status.Should().Be(QueueStatus.Queued);
        result.IsStored.Should().BeTrue();
        (await app.StateAsync(result.NotificationId)).Should().Be(DeliveryState.Queued);
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task QueueAsync_everything_given_is_on_the_row()
    {
        await using var app = TestApp.Create(n => n.AddSender(new ScriptedSender(account: "shop")));
        var notification = new Notification("+250 788 654 321", new TextMessage("Hello"))
        {
            Tenant = "acme",
            Account = "shop",
            Domain = "orders",
            Priority = Priority.Bulk,
            CampaignId = "june",
            CorrelationId = "order-42",
            NotBefore = app.Store.Now.AddHours(1),
            ExpiresAt = app.Store.Now.AddHours(2),
        };

        var id = await app.QueueAsync(notification);

        var delivery = await app.Store.DeliveryAsync(id);
        delivery.Flow.Should().Be(new FlowKey("acme", Channel.WhatsApp, "shop", "orders", "", Priority.Bulk));
        (delivery.CampaignId, delivery.CorrelationId).Should().Be(("june", "order-42"));
        (delivery.DueAt, delivery.ExpiresAt).Should().Be((app.Store.Now.AddHours(1), app.Store.Now.AddHours(2)));
        (await app.Contacts.FindAsync("acme", A.Number))!.Id.Should().Be(delivery.ContactId);
    }

    [Fact]
    public async Task QueueAsync_two_channels_makes_two_deliveries_of_one_notification()
    {
        await using var app = TestApp.Create(n => n.AddSender(new ScriptedSender(Channel.Sms)));
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.And(Channel.Sms).And(Channel.WhatsApp);

        var id = await app.QueueAsync(notification);

        var deliveries = await app.Store.DeliveriesAsync();
        deliveries.Select(d => d.Flow.Channel).Should().Equal(Channel.WhatsApp, Channel.Sms);
        deliveries.Should().OnlyContain(d => d.NotificationId == id);
    }

    [Fact]
    public async Task QueueAsync_same_key_again_gives_the_first_id_and_stores_nothing()
    {
        await using var app = TestApp.Create();
        var first = await app.Notifier.QueueAsync(Keyed("order-1"));

        var again = await app.Notifier.QueueAsync(Keyed("order-1"));
        var other = await app.Notifier.QueueAsync(Keyed("order-1", "Something else"));

        again.Should().BeEquivalentTo(new QueueResult(QueueStatus.Duplicate, first.NotificationId, []));
        other.Should().BeEquivalentTo(new QueueResult(QueueStatus.Duplicate, first.NotificationId, [], ContentDiffers: true));
        (await app.Store.DeliveriesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task QueueAsync_same_key_twice_in_a_batch_stores_once()
    {
        await using var app = TestApp.Create();

        var results = await app.Notifier.QueueAsync([Keyed("order-1"), Keyed("order-2"), Keyed("order-1")]);

        results.Select(r => r.Status).Should().Equal(QueueStatus.Queued, QueueStatus.Queued, QueueStatus.Duplicate);
        results[2].NotificationId.Should().Be(results[0].NotificationId);
    }

    [Fact]
    public async Task QueueAsync_same_key_in_another_tenant_is_another_notification()
    {
        await using var app = TestApp.Create();
        await app.QueueAsync(Keyed("order-1"));
        var other = Keyed("order-1");
        other.Tenant = "acme";

        (await app.Notifier.QueueAsync(other)).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task QueueAsync_repeat_after_the_expiry_passed_is_a_duplicate_not_an_error()
    {
        await using var app = TestApp.Create();
        var notification = Keyed("code-1");
        notification.ExpiresAt = app.Store.Now.AddMinutes(5);
        var first = await app.QueueAsync(notification);
        app.Advance(TimeSpan.FromMinutes(6));

        var again = await app.Notifier.QueueAsync(notification);

        (again.Status, again.NotificationId).Should().Be((QueueStatus.Duplicate, first));
    }

    [Fact]
    public async Task QueueAsync_opted_out_is_stored_as_blocked_and_never_sent()
    {
        await using var app = TestApp.Create();
        await app.Contacts.OptOutAsync("default", A.Number, "asked to");
        var critical = A.Text();
        critical.Priority = Priority.Critical;

        var result = await app.Notifier.QueueAsync(critical);
        await app.RunOnceAsync();

        result.Status.Should().Be(QueueStatus.Blocked);
        var delivery = await app.Store.DeliveryAsync(result.NotificationId);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Blocked, Reasons.OptOut));
        app.Sender.Requests.Should().BeEmpty();
        app.Log.Of("NOTIFY_BLOCKED_OPTOUT").Should().ContainSingle();
    }

    [Fact]
    public async Task QueueAsync_opted_out_of_another_tenant_is_queued()
    {
        await using var app = TestApp.Create();
        await app.Contacts.OptOutAsync("acme", A.Number, "asked to");

        (await app.Notifier.QueueAsync(A.Text())).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task QueueAsync_expiry_counts_on_the_stores_clock_not_the_apps()
    {
        using var store = new TestStore();
        foreach (var skew in new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(-1) })
        {
            await using var app = TestApp.Create(store: store, clock: new ManualTimeProvider(store.Now + skew));
            var fresh = A.Text();
            fresh.ExpiresAt = store.Now.AddSeconds(1);
            var stale = A.Text();
            stale.ExpiresAt = store.Now.AddSeconds(-1);

            var results = await app.Notifier.QueueAsync([fresh, stale]);

            results.Select(r => r.Status).Should().Equal(QueueStatus.Queued, QueueStatus.Invalid);
        }
    }

    [Fact]
    public async Task CancelAsync_what_waits_is_never_sent()
    {
        await using var app = TestApp.Create();
        var id = await app.QueueAsync(A.Text());

        (await app.Notifier.CancelAsync("acme", id, "not theirs")).Should().Be(0, "another tenant cannot");
        (await app.Notifier.CancelAsync("default", id, "order cancelled")).Should().Be(1);
        (await app.Notifier.CancelAsync("default", id, "again")).Should().Be(0);
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Cancelled);
        app.Sender.Requests.Should().BeEmpty();
        (await app.Store.TrailAsync(id)).Should().ContainSingle(e => e.Event == "cancelled" && e.Detail == "order cancelled" && e.By == "app");
    }

    [Fact]
    public async Task QueueAsync_no_notifications_gives_no_answers()
    {
        await using var app = TestApp.Create();

        (await app.Notifier.QueueAsync([])).Should().BeEmpty();
    }

    private static Notification Keyed(string key, string body = "Hello")
    {
        var notification = A.Text(body: body);
        notification.IdempotencyKey = key;
        return notification;
    }
}
