using Notify.Outcomes;
using Notify.Receipts;

namespace Notify.Core.Tests.Plans;

public sealed class ReachabilityTests : IAsyncDisposable
{
    private static readonly Outcome NotThere = A.Refusal(OutcomeClass.Rejected, "131026", OutcomeScope.Recipient) with { IsNotOnChannel = true };

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly TestApp _app;

    public ReachabilityTests() => _app = TestApp.Create(n => n.AddSender(_sms));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Known_not_to_be_on_the_channel_no_send_is_wasted_where_there_is_a_fallback()
    {
        _app.Sender.Otherwise(_ => NotThere);
        await _app.QueueAsync(Note());
        await _app.RunOnceAsync();
        (await IsReachableAsync()).Should().BeFalse();

        var second = await _app.QueueAsync(Note());
        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().ContainSingle();
        _sms.Requests.Should().HaveCount(2);
        var record = await _app.Store.DeliveryAsync(second);
        (record.State, record.Reason).Should().Be((DeliveryState.Blocked, Reasons.NotOnChannel));
    }

    [Fact]
    public async Task Known_not_to_be_on_the_channel_it_is_tried_all_the_same_without_a_fallback()
    {
        _app.Sender.Otherwise(_ => NotThere);
        await _app.QueueAsync(A.Text());
        await _app.RunOnceAsync();

        await _app.QueueAsync(A.Text());
        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task What_is_known_grows_old()
    {
        _app.Sender.AnswerNext(NotThere);
        await _app.QueueAsync(Note());
        await _app.RunOnceAsync();

        _app.Advance(TimeSpan.FromDays(30));
        (await IsReachableAsync()).Should().BeNull();
        await _app.QueueAsync(Note());
        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Failed_receipt_teaches_too_and_a_delivered_one_the_contrary()
    {
        var id = await _app.QueueAsync(A.Text());
        await _app.RunOnceAsync();
        await _app.ReceiptAsync(id, ReceiptStatus.Failed, failure: NotThere);
        (await IsReachableAsync()).Should().BeFalse();

        var other = await _app.QueueAsync(A.Text());
        await _app.RunOnceAsync();
        await _app.ReceiptAsync(other, ReceiptStatus.Delivered);
        await _app.RunOnceAsync();

        (await IsReachableAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Sms_is_blocked_where_the_person_wants_none()
    {
        await _app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { AllowsSms = false });
        var notification = A.Text();
        notification.Channels = ChannelPlan.Sms;
        var id = await _app.QueueAsync(notification);

        await _app.RunOnceAsync();

        var record = await _app.Store.DeliveryAsync(id);
        (record.State, record.Reason).Should().Be((DeliveryState.Blocked, Reasons.SmsNotAllowed));
    }

    [Fact]
    public async Task No_plan_means_the_channel_the_person_prefers_where_it_can_be_used()
    {
        (await FirstChannelAsync(A.Text())).Should().Be(Channel.WhatsApp);

        await _app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { PreferredChannel = Channel.Sms });
        (await FirstChannelAsync(A.Text())).Should().Be(Channel.Sms);

        await _app.Store.SaveAsync(A.Template(body: "Hello"));
        (await FirstChannelAsync(A.Note())).Should().Be(Channel.WhatsApp);

        await _app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { PreferredChannel = new Channel("pigeon") });
        (await FirstChannelAsync(A.Text())).Should().Be(Channel.WhatsApp);
    }

    private static Notification Note()
    {
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(5));
        return notification;
    }

    private async Task<Channel> FirstChannelAsync(Notification notification) =>
        (await _app.Store.DeliveryAsync(await _app.QueueAsync(notification))).Flow.Channel;

    private async Task<bool?> IsReachableAsync() =>
        (await _app.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.Facts.IsReachable(Channel.WhatsApp, _app.Store.Now);
}
