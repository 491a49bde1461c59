using Notify.Receipts;

namespace Notify.Core.Tests.Plans;

public sealed class PersonBlockedTests : IAsyncDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly TestApp _app;

    public PersonBlockedTests() => _app = TestApp.Create(n => n.AddSender(_sms));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(OutcomeClass.Rejected)]
    [InlineData(OutcomeClass.Retry)]
    [InlineData(OutcomeClass.Stopped)]
    public async Task Refusal_is_final_and_no_other_channel_goes_around_it(OutcomeClass kind)
    {
        _app.Sender.Otherwise(_ => Blocked(kind));
        var id = await QueueAsync();

        await _app.RunOnceAsync();

        await ShouldHaveEndedAsync(id);
        _app.Sender.Requests.Should().ContainSingle();
        (await _app.Store.Gates.ReadAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Failed_receipt_is_final_and_no_other_channel_goes_around_it()
    {
        var id = await QueueAsync();
        await _app.RunOnceAsync();

        await _app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Blocked(OutcomeClass.Rejected));

        await ShouldHaveEndedAsync(id);
    }

    // The scope of an account, so that it would close a gate if it were taken for a stop.
    private static Outcome Blocked(OutcomeClass kind) => A.Refusal(kind, "130403", OutcomeScope.Account) with { IsPersonBlocked = true };

    private Task<Guid> QueueAsync()
    {
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, After, TimeSpan.FromMinutes(1));
        return _app.QueueAsync(notification);
    }

    private async Task ShouldHaveEndedAsync(Guid id)
    {
        var first = await _app.Store.DeliveryAsync(id);
        (first.State, first.Reason, first.ErrorCode).Should().Be((DeliveryState.Failed, Reasons.PersonBlocked, "130403"));
        (await _app.StateAsync(id, 2)).Should().Be(DeliveryState.Cancelled);

        _app.Advance(After);
        await _app.RunOnceAsync();
        _sms.Requests.Should().BeEmpty();
    }
}
