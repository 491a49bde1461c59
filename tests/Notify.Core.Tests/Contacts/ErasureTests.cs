namespace Notify.Core.Tests.Contacts;

public sealed class ErasureTests
{
    private const string Tenant = Notification.DefaultTenant;

    [Fact]
    public async Task EraseAsync_cancels_what_waits_and_says_what_was_done()
    {
        await using var app = TestApp.Create();
        var sent = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        var waiting = await app.QueueAsync(A.Text());

        var report = await app.Contacts.EraseAsync(Tenant, A.Number, "asked by letter", "claire");

        report.Should().Be(new ErasureReport(true, 1, 2));
        (await app.StateAsync(sent)).Should().Be(DeliveryState.Sent);
        var cancelled = await app.Store.DeliveryAsync(waiting);
        (cancelled.State, cancelled.Reason).Should().Be((DeliveryState.Cancelled, Reasons.Erased));
        (await app.Store.TrailAsync(waiting)).Should().Contain(e => e.Event == "cancelled" && e.By == "claire");
        (await app.RunOnceAsync()).Should().Be(0);
    }

    [Fact]
    public async Task QueueAsync_to_an_erased_person_is_blocked_and_keeps_nothing_of_them()
    {
        using var store = new TestStore();
        IReadOnlyList<ReadOnlyMemory<byte>> payloads = [];
        var queue = new HookedQueue(store.Queue) { OnEnqueue = n => payloads = [.. n.SelectMany(x => x.Deliveries).Select(d => d.Payload)] };
        store.Queue = queue;
        await using var app = TestApp.Create(store: store);
        await app.Contacts.EraseAsync(Tenant, A.Number, "asked");

        var result = await app.Notifier.QueueAsync(A.Text());

        result.Status.Should().Be(QueueStatus.Blocked);
        var delivery = await store.DeliveryAsync(result.NotificationId);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Blocked, Reasons.Erased));
        payloads.Should().ContainSingle().Which.IsEmpty.Should().BeTrue();
        var contact = (await app.Contacts.FindAsync(Tenant, A.Number))!;
        (contact.IsErased, contact.Id).Should().Be((true, delivery.ContactId));
        contact.Address.Value.Should().NotContain("788654321");
    }

    [Fact]
    public async Task EraseAsync_while_a_send_is_under_way_stops_the_next_one()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(_ =>
        {
            app.Contacts.EraseAsync(Tenant, A.Number, "asked").GetAwaiter().GetResult();
            return A.Refusal(OutcomeClass.Retry);
        });
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromHours(1));

        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle();
        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Blocked, Reasons.Erased));
    }

    [Fact]
    public async Task OptInAsync_after_an_erasure_lets_the_person_be_written_to_again()
    {
        await using var app = TestApp.Create();
        await app.Contacts.EraseAsync(Tenant, A.Number, "asked");
        await app.Contacts.OptInAsync(Tenant, A.Number, "signed up again");

        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task EraseAsync_again_changes_nothing()
    {
        await using var app = TestApp.Create();
        await app.QueueAsync(A.Text());
        await app.Contacts.EraseAsync(Tenant, A.Number, "asked");

        (await app.Contacts.EraseAsync(Tenant, A.Number, "asked")).Should().Be(new ErasureReport(false, 0, 0));
    }

    [Fact]
    public async Task EraseAsync_bad_recipient_is_refused()
    {
        await using var app = TestApp.Create();

        await app.Invoking(a => a.Contacts.EraseAsync(Tenant, "nobody", "asked")).Should().ThrowAsync<InvalidNotificationException>();
    }
}
