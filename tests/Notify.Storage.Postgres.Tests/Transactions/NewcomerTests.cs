using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Messages;
using Notify.OptOut;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Tests.Conversations;
using Notify.Webhooks;

namespace Notify.Storage.Postgres.Tests.Transactions;

/// <summary>A STOP to an account that serves all tenants, worked on while a transaction of the app's is making the person a contact of one more.</summary>
public sealed class NewcomerTests : ShopTest
{
    private readonly LineReader _reader = new();
    private TestHost _host = null!;
    private OptOutScope _scope;
    private string _tenant = "later";
    private int _said;

    private ContactKey Newcomer => new(_tenant, Address.Phone(A.Number));

    private IContactStore Contacts => _host.Services.GetRequiredService<IContactStore>();

    private IEnumerable<string> Sent => _host.Sender.Requests.Select(r => r.Message.Text!);

    [Theory]
    [InlineData(OptOutScope.AllChannels)]
    [InlineData(OptOutScope.Channel)]
    public async Task Stop_reaches_the_contact_and_all_that_waits_for_it(OptOutScope scope)
    {
        _scope = scope;
        var (now, then) = await StopAcrossAsync();

        await _host.Worker.RunOnceAsync();
        await _host.Worker.RunOnceAsync();

        Sent.Should().ContainSingle().Which.Should().StartWith("You have opted out");
        (await _host.RecordAsync(now)).Should().Match<DeliveryRecord>(d => d.State == DeliveryState.Cancelled && d.Reason == Reasons.OptOut);
        (await _host.RecordAsync(then)).Should().Match<DeliveryRecord>(d => d.State == DeliveryState.Cancelled && d.Reason == Reasons.OptOut);
        var contact = await FindAsync();
        (contact.IsOptedOut, contact.IsOptedOutOf(Channel.WhatsApp)).Should().Be((scope == OptOutScope.AllChannels, true));
        var trail = await TrailAsync(contact);
        trail.Should().ContainSingle(e => e.Event == AuditEvents.OptedOut).Which.Should().Match<AuditEntry>(e => e.By == "contact" && e.Reason!.StartsWith("wrote STOP (inbound "));
        (await _host.Notifier.QueueAsync(Text())).Status.Should().Be(QueueStatus.Blocked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_opt_in_after_it_holds(bool isWord)
    {
        await StopAcrossAsync();

        if (isWord)
        {
            await SayAsync("START");
        }
        else
        {
            await Contacts.SetConsentAsync(new ConsentChange(Newcomer, false, "signed a form", "app"), default);
            await _host.Notifier.QueueAsync(Text("Welcome"));
        }

        await _host.Worker.RunOnceAsync();
        await _host.Worker.RunOnceAsync();

        (await FindAsync()).IsOptedOut.Should().BeFalse();
        Sent.Should().Contain(isWord ? "Now" : "Welcome");
        (await TrailAsync(await FindAsync())).Select(e => e.Event).Where(e => e is AuditEvents.OptedOut or AuditEvents.OptedIn).Should()
            .Equal(isWord ? [] : [AuditEvents.OptedOut, AuditEvents.OptedIn]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("z")]
    public async Task A_second_stop_is_confirmed_no_more(string tenant)
    {
        _tenant = tenant;
        await StopAcrossAsync();

        await SayAsync("STOP");
        await _host.Worker.RunOnceAsync();
        await _host.Worker.RunOnceAsync();

        Sent.Should().ContainSingle();
        var first = (await Contacts.FindAsync([Newcomer with { Tenant = Notification.DefaultTenant }], default)).Contacts[0]!;
        (await FindAsync()).OptOutReason.Should().NotBeNull().And.Be(first.OptOutReason);
    }

    [Fact]
    public async Task An_opt_out_of_another_channel_meanwhile_is_kept_beside_it()
    {
        _scope = OptOutScope.Channel;
        await StopAcrossAsync();
        await Contacts.SetConsentAsync(new ConsentChange(Newcomer, true, "by letter", "app") { Channel = Channel.Sms }, default);

        await _host.Worker.RunOnceAsync();

        (await FindAsync()).ChannelOptOuts.All().Select(o => (o.Channel, IsOfStop: o.Reason.StartsWith("wrote STOP", StringComparison.Ordinal))).Should()
            .Equal((Channel.Sms, false), (Channel.WhatsApp, true));
        Sent.Should().NotContain("Now");
    }

    [Fact]
    public async Task A_link_takes_it_along()
    {
        var user = Address.WhatsAppUser("RW.13491208655302741918");
        var known = (await Contacts.FindOrAddAsync([new ContactKey(_tenant, user)], null, default)).Contacts[0]!;
        await StopAcrossAsync();

        var linked = (await _host.Services.GetRequiredService<IContactLinks>().LinkAsync([new ContactLink(_tenant, Newcomer.Address, user, "provider")], default))[0];
        await _host.Worker.RunOnceAsync();

        (linked.IsOptedOut, (await FindAsync()).IsOptedOut).Should().Be((true, true));
        linked.Linked.Should().NotBeNull();
        known.IsOptedOut.Should().BeFalse();
        Sent.Should().NotContain("Now");
    }

    [Fact]
    public async Task What_it_is_found_by_is_gone_with_an_erasure_and_with_an_opt_out()
    {
        await StopAcrossAsync();
        await App.Notifier.QueueAsync(A.Text("+250788000002"));
        await App.Notifier.QueueAsync(A.Text("+250788000003"));
        (await HashesAsync()).Should().Be(3);

        await _host.Services.GetRequiredService<IContacts>().EraseAsync(_tenant, A.Number, "asked to");
        (await HashesAsync()).Should().Be(2);
        await _host.Services.GetRequiredService<IContacts>().OptOutAsync(Notification.DefaultTenant, "+250788000002", "by letter");
        (await HashesAsync()).Should().Be(1);
        await _host.Services.GetRequiredService<IContacts>().OptInAsync(Notification.DefaultTenant, "+250788000003", "by letter");

        (await HashesAsync()).Should().Be(0);
    }

    public override async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = TestHost.Create(Database, notify =>
        {
            notify.Services.AddSingleton<IWebhookReader>(_reader);
            notify.Services.AddOptions<OptOutOptions>().Configure(o => o.Scope = _scope);
        });
    }

    private Notification Text(string body = "Hello") => new(A.Number, new TextMessage(body)) { Tenant = _tenant };

    // The person writes while the transaction is open; the word is worked on to its end, and the confirmation sent, before it commits.
    private async Task<(Guid Now, Guid Then)> StopAcrossAsync()
    {
        await using var transaction = await Connection.BeginTransactionAsync();
        var now = await App.Notifier.QueueAsync(Text("Now"), transaction);
        var then = Text("Then");
        then.NotBefore = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var later = await App.Notifier.QueueAsync(then, transaction);
        await SayAsync("STOP");
        await _host.Worker.RunOnceAsync();
        await _host.Worker.RunOnceAsync();
        Sent.Should().ContainSingle().Which.Should().StartWith("You have opted out");
        await transaction.CommitAsync();
        (await FindAsync()).IsOptedOutOf(Channel.WhatsApp).Should().BeFalse("nobody could see it");
        return (now.NotificationId, later.NotificationId);
    }

    private async Task SayAsync(string word) => await _host.Services.GetRequiredService<IWebhookIntake>().ReceiveAsync(
        _reader, new WebhookRequest(Encoding.UTF8.GetBytes($"word.{++_said} {A.Number} {word}"), _ => null));

    private async Task<Contact> FindAsync() => (await Contacts.FindAsync([Newcomer], default)).Contacts[0]!;

    private Task<IReadOnlyList<AuditEntry>> TrailAsync(Contact contact) => _host.Log.TrailAsync(new TrailQuery(_tenant) { ContactId = contact.Id }, default);

    private Task<long> HashesAsync() => Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.contact WHERE standing_hash IS NOT NULL");
}
