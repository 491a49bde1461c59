namespace Notify.Core.Tests.Policies;

public sealed class AddressPolicyTests : IAsyncDisposable
{
    private const string User = "RW.13491208655302741918";

    private readonly ScriptedSender _sms = new(Channel.Sms);
    private readonly TestApp _app;

    public AddressPolicyTests() => _app = TestApp.Create(n => n.AddSender(_sms));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task WhatsApp_goes_to_a_person_known_by_user_id_only()
    {
        await _app.QueueAsync(A.Text(User));

        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().ContainSingle().Which.To.Should().Be(Address.WhatsAppUser(User));
    }

    [Fact]
    public async Task Sms_to_a_person_of_whom_no_phone_is_known_is_blocked()
    {
        var notification = A.Text(User);
        notification.Channels = ChannelPlan.Sms;
        var id = await _app.QueueAsync(notification);

        await _app.RunOnceAsync();

        var record = await _app.Store.DeliveryAsync(id);
        (record.State, record.Reason).Should().Be((DeliveryState.Blocked, Reasons.NoPhone));
        _sms.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Sms_that_cannot_be_sent_leaves_its_place_to_whatsapp()
    {
        var notification = A.Text(User);
        notification.Channels = ChannelPlan.Sms.FallbackTo(Channel.WhatsApp, TimeSpan.FromMinutes(5));
        await _app.QueueAsync(notification);

        await _app.RunOnceAsync();
        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task One_time_code_needs_a_phone_and_sms_does_not_mend_that()
    {
        await _app.Store.SaveAsync(A.Template() with { Category = TemplateCategory.Authentication });
        await _app.Store.SaveAsync(A.Template(channel: Channel.Sms));
        var notification = A.Note(recipient: User, variables: ("name", "Aline"));
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(5));
        await _app.QueueAsync(notification);

        await _app.RunOnceAsync();
        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().BeEmpty();
        _sms.Requests.Should().BeEmpty();
        (await _app.Store.DeliveriesAsync()).Select(d => (d.State, d.Reason)).Should().AllBeEquivalentTo((DeliveryState.Blocked, Reasons.NoPhone));
    }

    [Fact]
    public async Task Explain_says_what_is_missing()
    {
        var notification = A.Text(User);
        notification.Channels = ChannelPlan.Sms;

        var explained = (await _app.Notifier.ExplainAsync(notification)).Deliveries.Single();

        (explained.Result.Kind, explained.Result.Reason).Should().Be((DecisionKind.Block, Reasons.NoPhone));
        explained.Steps.Should().Contain(s => s.Policy == "address");
    }

    [Fact]
    public async Task Opted_out_by_user_id_gets_nothing_until_opted_in()
    {
        await _app.Contacts.OptOutAsync(Notification.DefaultTenant, User, "asked");
        await _app.QueueAsync(A.Text(User));
        await _app.RunOnceAsync();
        _app.Sender.Requests.Should().BeEmpty();

        await _app.Contacts.OptInAsync(Notification.DefaultTenant, User, "asked");
        await _app.QueueAsync(A.Text(User));
        await _app.RunOnceAsync();

        _app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Erased_by_user_id_is_not_written_to()
    {
        await _app.QueueAsync(A.Text(User));

        var report = await _app.Contacts.EraseAsync(Notification.DefaultTenant, User, "asked");
        var id = await _app.QueueAsync(A.Text(User));

        report.Cancelled.Should().Be(1);
        (await _app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.Erased);
    }
}
