using Notify.Outcomes;
using Notify.Policies;
using Notify.Receipts;

namespace Notify.Core.Tests.Plans;

public sealed class FallbackPipelineTests : IAsyncDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly TestApp _app;

    public FallbackPipelineTests() => _app = TestApp.Create(n => n.AddSender(_sms));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task QueueAsync_stores_the_fallback_held()
    {
        var result = await _app.Notifier.QueueAsync(Note());

        result.Status.Should().Be(QueueStatus.Queued);
        await ShouldBeAsync(result.NotificationId, DeliveryState.Queued, DeliveryState.Held);
        _app.Log.Of("NOTIFY_HELD").Should().ContainSingle();
        _app.Log.Of("DUAL_CHANNEL_SEND_START").Should().BeEmpty();
    }

    [Fact]
    public async Task Rejected_over_whatsapp_leaves_over_sms_at_once()
    {
        _app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Rejected, "131026"));
        var id = await _app.QueueAsync(Note());

        await _app.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Failed, DeliveryState.Sent);
        _sms.Requests.Should().ContainSingle().Which.Message.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task Not_delivered_in_time_leaves_over_sms_with_the_next_maintenance()
    {
        var id = await _app.QueueAsync(Note());
        await _app.RunOnceAsync();
        await ShouldBeAsync(id, DeliveryState.Sent, DeliveryState.Held);

        _app.Advance(After);
        await _app.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Sent, DeliveryState.Sent);
        _app.Log.Of("NOTIFY_FALLBACK").Should().ContainSingle();
        _app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Delivered_in_time_leaves_nothing_over_sms()
    {
        var id = await _app.QueueAsync(Note());
        await _app.RunOnceAsync();
        await _app.ReceiptAsync(id, ReceiptStatus.Delivered);

        _app.Advance(After);
        await _app.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Delivered, DeliveryState.Cancelled);
        _sms.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Opt_out_since_it_was_queued_leaves_nothing_at_all()
    {
        var id = await _app.QueueAsync(Note());
        await _app.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "STOP");

        await _app.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Cancelled, DeliveryState.Cancelled);
        _sms.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Opted_out_when_it_is_queued_both_are_blocked()
    {
        await _app.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "STOP");

        var result = await _app.Notifier.QueueAsync(Note());

        result.Status.Should().Be(QueueStatus.Blocked);
        await ShouldBeAsync(result.NotificationId, DeliveryState.Blocked, DeliveryState.Blocked);
    }

    [Fact]
    public async Task Quiet_hours_start_neither_clock()
    {
        await _app.Contacts.SaveAsync(
            Notification.DefaultTenant, A.Number, new ContactPreferences { QuietHours = new QuietHours(new TimeOnly(0, 0), new TimeOnly(23, 0)), Zone = "UTC" });
        var id = await _app.QueueAsync(Note(unsentAfter: TimeSpan.FromMinutes(10)));
        await _app.RunOnceAsync();
        var due = (await _app.Store.DeliveryAsync(id)).DueAt;

        _app.Advance(TimeSpan.FromMinutes(30));
        await _app.RunOnceAsync();
        await ShouldBeAsync(id, DeliveryState.Queued, DeliveryState.Held);

        _app.Advance(due - _app.Store.Now);
        await _app.RunOnceAsync();
        await ShouldBeAsync(id, DeliveryState.Sent, DeliveryState.Held);
    }

    [Fact]
    public async Task Stopped_channel_leaves_over_sms_after_the_time_to_be_sent_in()
    {
        var id = await _app.QueueAsync(Note(unsentAfter: TimeSpan.FromMinutes(10)));
        await _app.Operations.StopAsync(new Notify.Gates.GateScope { Channel = Channel.WhatsApp.Name }, new CommandInfo("claire", "maintenance"));

        _app.Advance(TimeSpan.FromMinutes(10));
        await _app.RunOnceAsync();

        await ShouldBeAsync(id, DeliveryState.Cancelled, DeliveryState.Sent);
    }

    [Fact]
    public async Task Block_of_a_policy_is_gone_around_where_the_channel_alone_is_in_the_way()
    {
        await using var app = TestApp.Create(n => n.AddSender(_sms).AddPolicy<Closed>());
        var id = await app.QueueAsync(Note());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Blocked);
        (await app.StateAsync(id, 2)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task Template_without_a_text_for_the_fallback_is_refused_and_named()
    {
        await _app.Store.SaveAsync(A.Template(body: "Hello"));
        var notification = A.Note();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After);

        var errors = (await FluentActions.Invoking(() => _app.Notifier.QueueAsync(notification)).Should().ThrowAsync<InvalidNotificationException>()).Which.Errors;

        errors.Should().ContainSingle().Which.Should().Match<NotificationError>(e => e.Field == "TemplateKey" && e.Message.Contains("'greeting' for sms"));
    }

    [Fact]
    public async Task Each_channel_writes_its_own_text_of_one_template()
    {
        await _app.Store.SaveAsync(A.ProviderTemplate(body: "Dear {{name}}, you have paid {{amount}} 🎉"), A.Template(body: "{{name}}: paid", channel: Channel.Sms));
        _app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Rejected));
        var notification = A.Note(variables: [("name", "Aline"), ("amount", "RWF 12,000")]);
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After);

        await _app.QueueAsync(notification);
        await _app.RunOnceAsync();

        _app.Sender.Requests.Single().Message.Should().BeOfType<TemplateMessage>().Which.Body.Select(p => p.Value).Should().Equal("Aline", "RWF 12,000");
        _sms.Requests.Single().Message.Text.Should().Be("Aline: paid");
    }

    [Fact]
    public async Task Template_that_may_be_delivered_after_the_fallback_gives_one_warning_and_is_told_by_explain()
    {
        var template = A.ProviderTemplate(body: "Hello");
        await _app.Store.SaveAsync(
            template with { Content = template.Content with { TimeToLive = TimeSpan.FromMinutes(10) } }, A.Template(body: "Hello", channel: Channel.Sms));
        var (short_, long_) = (A.Note(), A.Note());
        short_.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After);
        long_.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(10));

        await _app.QueueAsync(long_);
        _app.Log.Of("NOTIFY_FALLBACK_BEFORE_EXPIRY").Should().BeEmpty();
        await _app.QueueAsync(short_);
        await _app.QueueAsync(short_);

        _app.Log.Of("NOTIFY_FALLBACK_BEFORE_EXPIRY").Should().ContainSingle().Which.Text.Should().Contain("greeting").And.Contain("00:10:00");
        var explained = (await _app.Notifier.ExplainAsync(short_)).Deliveries;
        explained.Select(d => (d.Channel, d.IsFallback, d.Warning is not null)).Should().Equal((Channel.WhatsApp, false, true), (Channel.Sms, true, false));
        (await _app.Notifier.ExplainAsync(long_)).Deliveries.Should().OnlyContain(d => d.Warning == null);
    }

    [Fact]
    public async Task Account_of_the_first_channel_need_not_be_there_on_the_second()
    {
        await using var app = TestApp.Create(n => n.AddSender(_sms).AddSender(new ScriptedSender(account: "shop")));
        var notification = Note();
        notification.Account = "shop";

        var id = await app.QueueAsync(notification);

        (await app.Store.DeliveryAsync(id)).Flow.Account.Should().Be("shop");
        (await app.Store.DeliveryAsync(id, 2)).Flow.Account.Should().Be(_sms.Account);
    }

    private static Notification Note(TimeSpan? unsentAfter = null)
    {
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After, unsentAfter);
        return notification;
    }

    private async Task ShouldBeAsync(Guid id, DeliveryState first, DeliveryState second) =>
        (await _app.StateAsync(id), await _app.StateAsync(id, 2)).Should().Be((first, second));

    private sealed class Closed : IDeliveryPolicy
    {
        public string Name => "window";

        public Decision Evaluate(PolicyContext context) =>
            context.Flow.Channel == Channel.WhatsApp ? Decision.Block(Reasons.WindowClosed) : Decision.Allow;
    }
}
