using Notify.Receipts;

namespace Notify.Core.Tests.Plans;

public sealed class MarketingOptOutTests : IAsyncDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly TestApp _app;

    public MarketingOptOutTests() => _app = TestApp.Create(n => n.AddSender(_sms));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(OutcomeClass.Rejected)]
    [InlineData(OutcomeClass.Retry)]
    [InlineData(OutcomeClass.Stopped)]
    public async Task Refusal_is_final_is_kept_and_no_other_channel_goes_around_it(OutcomeClass kind)
    {
        _app.Sender.Otherwise(_ => Stop(kind));
        var id = await QueueAsync();

        await _app.RunOnceAsync();

        await ShouldBeKeptAsync(id);
        _app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Failed_receipt_is_final_is_kept_and_no_other_channel_goes_around_it()
    {
        var id = await QueueAsync();
        await _app.RunOnceAsync();

        await _app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Stop(OutcomeClass.Rejected));

        await ShouldBeKeptAsync(id);
    }

    [Fact]
    public async Task Failed_receipt_that_is_older_than_a_resume_undoes_nothing()
    {
        var id = await QueueAsync();
        await _app.RunOnceAsync();
        var stopped = _app.Store.Now;
        _app.Advance(TimeSpan.FromMinutes(1));
        await _app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { AllowsMarketing = true });
        _app.Advance(TimeSpan.FromMinutes(1));

        await _app.Receipts.ApplyAsync([_app.ReceiptFor(id, ReceiptStatus.Failed, failure: Stop(OutcomeClass.Rejected)) with { OccurredAt = stopped }]);

        (await ContactAsync()).AllowsMarketing.Should().BeTrue();
    }

    [Fact]
    public async Task Failed_receipt_of_another_account_is_not_believed()
    {
        var id = await QueueAsync();
        await _app.RunOnceAsync();

        await _app.Receipts.ApplyAsync([_app.ReceiptFor(id, ReceiptStatus.Failed, failure: Stop(OutcomeClass.Rejected)) with { Account = "other" }]);

        (await ContactAsync()).AllowsMarketing.Should().BeTrue();
    }

    [Fact]
    public async Task Refusal_that_cannot_be_kept_still_ends_the_delivery()
    {
        _app.Store.Contacts = new ForgetfulContacts(_app.Store.Contacts);
        await using var app = TestApp.Create(n => n.AddSender(_sms), store: _app.Store);
        app.Sender.Otherwise(_ => Stop(OutcomeClass.Rejected));
        var id = await QueueAsync();

        await app.RunOnceAsync();

        (await app.StateAsync(id), await app.StateAsync(id, 2)).Should().Be((DeliveryState.Failed, DeliveryState.Cancelled));
        app.Log.Of("NOTIFY_MARKETING_STOP_LOST").Should().ContainSingle();
    }

    private static Outcome Stop(OutcomeClass kind) => A.Refusal(kind, "131050", OutcomeScope.Account) with { IsMarketingOptOut = true };

    private Task<Guid> QueueAsync()
    {
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After, TimeSpan.FromMinutes(1));
        return _app.QueueAsync(notification);
    }

    private async Task ShouldBeKeptAsync(Guid id)
    {
        var first = await _app.Store.DeliveryAsync(id);
        (first.State, first.Reason, first.ErrorCode).Should().Be((DeliveryState.Failed, Reasons.MarketingOptOut, "131050"));
        (await _app.StateAsync(id, 2)).Should().Be(DeliveryState.Cancelled);
        (await ContactAsync()).AllowsMarketing.Should().BeFalse();
        _app.Log.Of("NOTIFY_MARKETING_PREFERENCE").Should().ContainSingle();

        _app.Advance(After);
        await _app.RunOnceAsync();
        _sms.Requests.Should().BeEmpty();
    }

    private Task<Contact> ContactAsync() => _app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences());
}
