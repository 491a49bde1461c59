using Notify.Auditing;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Webhooks;

namespace Notify.Core.Tests.Contacts;

/// <summary>What webhooks and answers say of a person's addresses becomes one contact.</summary>
public sealed class LinkingTests
{
    private const string User = "RW.13491208655302741918";
    private const string NewUser = "RW.2";
    private const string NewNumber = "+250788000009";

    [Theory]
    [InlineData(User)]
    [InlineData(A.Number)]
    [InlineData(null)]
    public async Task Message_with_both_addresses_is_of_the_contact_known_by_either(string? known)
    {
        await using var rig = new InboxRig();
        var before = known is null ? null : await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, known, new ContactPreferences { Locale = "fr" });

        await rig.ReceiveAsync($"text 1 {A.Number}|{User} Hello");
        await rig.App.RunOnceAsync();

        var contact = await FindAsync(rig, User);
        contact!.Addresses().Should().Equal(Address.Phone(A.Number), Address.WhatsAppUser(User));
        contact.Id.Should().Be(before?.Id ?? contact.Id);
        (await FindAsync(rig, A.Number)).Should().Be(contact);
        (await rig.MessagesAsync()).Should().ContainSingle().Which.ContactId.Should().Be(contact.Id);
    }

    [Fact]
    public async Task Message_with_both_addresses_links_once()
    {
        await using var rig = new InboxRig();
        for (var i = 0; i < 3; i++)
        {
            await rig.ReceiveAsync($"text {i} {A.Number}|{User} Hello", $"text {i}b {A.Number}|{User} Again");
            await rig.App.RunOnceAsync();
        }

        rig.App.Log.Of("NOTIFY_CONTACT_LINKED").Should().ContainSingle("later ones find nothing to write");
        rig.App.Log.Lines.Should().NotContain(l => l.Everything.Contains(A.Number.Substring(4)) || l.Everything.Contains(User.Substring(4)));
    }

    [Fact]
    public async Task Message_makes_one_of_two_contacts_and_keeps_the_stricter_wish()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, User, "asked");
        var stays = await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { Locale = "fr" });
        var waiting = await rig.App.QueueAsync(Later());

        await rig.ReceiveAsync($"text 1 {A.Number}|{User} Hello");
        await rig.App.RunOnceAsync();

        (await FindAsync(rig, User)).Should().Match<Contact>(c => c.Id == stays.Id && c.IsOptedOut);
        (await rig.App.StateAsync(waiting)).Should().Be(DeliveryState.Cancelled);
    }

    [Fact]
    public async Task Message_to_an_account_of_several_tenants_goes_to_who_knows_either_address_and_links_at_all_that_do()
    {
        await using var rig = new InboxRig(sender: new ScriptedSender { Tenants = ["north", "south", "west"] });
        await rig.App.Contacts.SaveAsync("south", User, new ContactPreferences { Locale = "fr" });
        await rig.App.Contacts.SaveAsync("west", A.Number, new ContactPreferences { Locale = "fr" });

        await rig.ReceiveAsync($"text 1 {A.Number}|{User} Hello");
        await rig.App.RunOnceAsync();

        (await rig.App.Store.Inbound.PageAsync(new InboundSelection("south"), 10, null, default)).Messages.Should().ContainSingle();
        foreach (var tenant in new[] { "south", "west" })
        {
            (await rig.App.Contacts.FindAsync(tenant, A.Number))!.Addresses().Should().HaveCount(2);
            (await rig.App.Contacts.FindAsync(tenant, User)).Should().Be(await rig.App.Contacts.FindAsync(tenant, A.Number));
        }

        (await rig.App.Contacts.FindAsync("north", A.Number)).Should().BeNull();
    }

    [Fact]
    public async Task Changed_addresses_are_where_the_person_is_from_then_on()
    {
        await using var rig = new InboxRig();
        await rig.ReceiveAsync($"text 1 {A.Number}|{User} Hello");
        await rig.App.RunOnceAsync();
        var before = (await FindAsync(rig, User))!;

        await rig.ReceiveAsync($"text 2 {A.Number}|{User}|{NewNumber}|{NewUser} changed");
        await rig.App.RunOnceAsync();
        await rig.App.QueueAsync(A.Text(User));
        await rig.App.RunOnceAsync();

        (await FindAsync(rig, NewUser)).Should().Match<Contact>(c => c.Id == before.Id && c.AddressOf(Address.WhatsAppUserKind) == Address.WhatsAppUser(NewUser));
        rig.App.Sender.Requests.Should().ContainSingle().Which.To.Should().Be(Address.Phone(NewNumber));
    }

    [Fact]
    public async Task Same_person_event_links_where_the_person_is_known_and_makes_nobody()
    {
        await using var rig = new InboxRig();
        rig.Reader.Events = [SamePerson()];
        await rig.ReceiveAsync("events");
        await rig.App.RunOnceAsync();
        (await FindAsync(rig, User)).Should().BeNull();
        await rig.App.Contacts.SaveAsync("acme", A.Number, new ContactPreferences { Locale = "fr" });

        await rig.ReceiveAsync("events");
        await rig.ReceiveAsync("events");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync("acme", User)).Should().NotBeNull().And.Be(await rig.App.Contacts.FindAsync("acme", A.Number));
        (await FindAsync(rig, A.Number)).Should().BeNull();
        rig.App.Log.Of("NOTIFY_CONTACT_LINKED").Should().ContainSingle();
    }

    [Fact]
    public async Task Preference_with_both_addresses_holds_for_both()
    {
        await using var rig = new InboxRig();
        rig.Reader.Events =
        [
            new MarketingPreferenceEvent(Address.Phone(A.Number), false) { Channel = Channel.WhatsApp, Account = "default", Linked = Both() },
        ];

        await rig.ReceiveAsync("events");
        await rig.App.RunOnceAsync();

        (await FindAsync(rig, User)).Should().Match<Contact>(c => !c.AllowsMarketing);
    }

    [Theory]
    [InlineData(User)]
    [InlineData(A.Number)]
    public async Task Stop_by_either_address_holds_at_tenants_that_know_only_the_other(string from)
    {
        var other = from == User ? A.Number : User;
        await using var rig = new InboxRig();
        await rig.ReceiveAsync($"text 1 {A.Number}|{User} Hello");
        await rig.App.RunOnceAsync();
        await rig.App.Contacts.SaveAsync("acme", other, new ContactPreferences { Locale = "fr" });

        await rig.ReceiveAsync($"text 2 {from} STOP");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync("acme", other))!.IsOptedOut.Should().BeTrue();
        (await FindAsync(rig, other))!.IsOptedOut.Should().BeTrue();
        rig.Sent.Should().ContainSingle("it is confirmed once");
    }

    [Fact]
    public async Task Answer_that_names_another_address_links_it()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(Outcome.Accepted("wamid.1") with { AlsoKnownAs = Address.WhatsAppUser(User) });
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        (await app.Contacts.FindAsync(Notification.DefaultTenant, User)).Should().NotBeNull().And.Be(await app.Contacts.FindAsync(Notification.DefaultTenant, A.Number));
    }

    [Fact]
    public async Task Answer_whose_link_cannot_be_kept_is_sent_all_the_same()
    {
        await using var app = TestApp.Create(register: s => s.AddSingleton<IContactLinks, BrokenLinks>());
        app.Sender.AnswerNext(Outcome.Accepted("wamid.1") with { AlsoKnownAs = Address.WhatsAppUser(User) });
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        app.Log.Of("NOTIFY_CONTACT_LINK_LOST").Should().ContainSingle().Which.Everything.Should().NotContain(User);
    }

    private static Task<Contact?> FindAsync(InboxRig rig, string address) => rig.App.Contacts.FindAsync(Notification.DefaultTenant, address);

    private static LinkedAddresses Both() => LinkedAddresses.Of([Address.Phone(A.Number), Address.WhatsAppUser(User)]);

    private static SamePersonEvent SamePerson() => new(Both()) { Channel = Channel.WhatsApp, Account = "default" };

    private static Notification Later()
    {
        var text = A.Text();
        text.NotBefore = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return text;
    }

    private sealed class BrokenLinks : IContactLinks
    {
        public Task<IReadOnlyList<Contact>> LinkAsync(IReadOnlyList<ContactLink> links, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"No room for {links[0].Second.Value}.");
    }
}
