using Notify.Outcomes;

namespace Notify.Core.Tests.Plans;

public sealed class DualChannelTests : IAsyncDisposable
{
    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly TestApp _app;

    public DualChannelTests() => _app = TestApp.Create(n => n.AddSender(_sms));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Rich_over_one_and_plain_over_the_other_from_one_template()
    {
        await _app.Store.SaveAsync(A.ProviderTemplate(body: "Dear {{name}} 🎉, you have paid {{amount}}"), A.Template(body: "Paid {{amount}}", channel: Channel.Sms));
        var notification = A.Note(variables: [("name", "Aline"), ("amount", "RWF 12,000")]);
        notification.Channels = ChannelPlan.WhatsApp.And(Channel.Sms);

        await _app.QueueAsync(notification);
        await _app.RunOnceAsync();

        _app.Sender.Requests.Single().Message.Should().BeOfType<TemplateMessage>().Which.Name.Should().Be("greeting");
        _sms.Requests.Single().Message.Text.Should().Be("Paid RWF 12,000");
    }

    [Fact]
    public async Task Variable_none_of_the_channels_has_a_use_for_is_refused()
    {
        await _app.Store.SaveAsync(A.ProviderTemplate(), A.Template(body: "Hello", channel: Channel.Sms));
        var notification = A.Note(variables: [("name", "Aline"), ("amount", "1")]);
        notification.Channels = ChannelPlan.WhatsApp.And(Channel.Sms);

        var errors = (await FluentActions.Invoking(() => _app.Notifier.QueueAsync(notification)).Should().ThrowAsync<InvalidNotificationException>()).Which.Errors;

        errors.Should().ContainSingle().Which.Field.Should().Be("Variables.amount");
    }

    [Fact]
    public async Task One_that_fails_does_not_hold_the_other_and_both_are_told_as_one()
    {
        _app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Rejected));
        var id = await _app.QueueAsync(Dual());
        _app.Log.Of("DUAL_CHANNEL_SEND_START").Should().ContainSingle();

        await _app.RunOnceAsync();

        (await _app.StateAsync(id)).Should().Be(DeliveryState.Failed);
        (await _app.StateAsync(id, 2)).Should().Be(DeliveryState.Sent);
        _app.Log.Of("DUAL_CHANNEL_SEND_COMPLETE").Should().NotBeEmpty().And.OnlyContain(l => l.Text.Contains("whatsapp Failed, sms Sent"));
    }

    [Fact]
    public async Task Complete_is_not_told_before_all_channels_are_through()
    {
        _app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Retry));
        await _app.QueueAsync(Dual());

        await _app.RunOnceAsync();

        _sms.Requests.Should().ContainSingle();
        _app.Log.Of("DUAL_CHANNEL_SEND_COMPLETE").Should().BeEmpty();
    }

    [Fact]
    public async Task Single_channel_tells_nothing_of_the_kind()
    {
        await _app.QueueAsync(A.Text());

        await _app.RunOnceAsync();

        _app.Log.Of("DUAL_CHANNEL_SEND_START").Should().BeEmpty();
        _app.Log.Of("DUAL_CHANNEL_SEND_COMPLETE").Should().BeEmpty();
    }

    private static Notification Dual()
    {
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.And(Channel.Sms);
        return notification;
    }
}
