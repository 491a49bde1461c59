using Notify.Auditing;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Sessions;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IContactLinks"/> promises: two addresses of one person are one contact, whatever each of them was before.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class LinkConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly ContactKey Phone = Work.Key();
    private static readonly ContactKey User = new(Work.Tenant, Address.WhatsAppUser("RW.13491208655302741918"));
    private static readonly ContactKey NewUser = new(Work.Tenant, Address.WhatsAppUser("RW.2"));

    [Fact]
    public async Task Link_of_a_known_address_lets_the_other_one_find_the_same_contact()
    {
        foreach (var known in new[] { Phone, User })
        {
            var before = await FindOrAddAsync(known with { Tenant = known.Address.Kind });
            var link = new ContactLink(before.Tenant, Phone.Address, User.Address, "provider");

            var linked = Assert.Single(await Store.Links.LinkAsync([link], default));

            Assert.Equal(before.Id, linked.Id);
            Assert.Equal([Phone.Address, User.Address], linked.Addresses());
            var found = await Store.Contacts.FindOrAddAsync([link.FirstKey, link.SecondKey], null, default);
            Assert.Equal([linked, linked], found.Contacts);
            Assert.Equal([linked, linked], (await Store.Contacts.FindAsync([link.SecondKey, link.FirstKey], default)).Contacts);
            Assert.Equal(linked, (await Store.Contacts.GetAsync([linked.Id], default))[linked.Id]);
        }
    }

    [Fact]
    public async Task Link_of_unknown_addresses_makes_one_contact_for_the_first()
    {
        var linked = await LinkAsync();

        Assert.Equal((Phone.Address, Phone.Address, User.Address), (linked.Address, linked.AddressOf(Address.PhoneKind), linked.AddressOf(Address.WhatsAppUserKind)));
        Assert.Equal(linked, await FindAsync(User));
    }

    [Fact]
    public async Task Link_again_changes_nothing()
    {
        var linked = await LinkAsync();

        Assert.Equal(linked, await LinkAsync());

        var trail = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = linked.Id }, default);
        Assert.Equal((AuditEvents.Linked, "provider", null), Assert.Single(trail) is var entry ? (entry.Event, entry.By, entry.Detail) : default);
    }

    [Fact]
    public async Task Link_of_two_contacts_keeps_the_firsts_id_and_takes_the_stricter_wishes()
    {
        var stays = await Store.Contacts.SaveAsync(Phone, new ContactPreferences { Locale = "fr", AllowsMarketing = false }, default);
        var goes = await Store.Contacts.SaveAsync(
            User, new ContactPreferences { Locale = "sw", Zone = "Africa/Kigali", QuietHours = new QuietHours(null, null), AllowsSms = false, PreferredChannel = Channel.Sms }, default);
        await Store.Contacts.NoteAsync([new(stays.Id, Channel.Sms) { IsReachable = true }, new(goes.Id, Channel.WhatsApp) { IsReachable = true, IsActive = true }], default);

        var linked = await LinkAsync();

        Assert.Equal((stays.Id, "fr", "Africa/Kigali"), (linked.Id, linked.Locale, linked.Zone));
        Assert.True(linked is { AllowsMarketing: false, AllowsSms: false, IsOptedOut: false, QuietHours: not null });
        Assert.Equal((Channel.Sms, Channel.WhatsApp), (linked.PreferredChannel, linked.LastChannel));
        Assert.True(linked.Facts.IsReachable(Channel.Sms, Work.Now) == true && linked.Facts.IsReachable(Channel.WhatsApp, Work.Now) == true);
        Assert.Equal([linked, linked], (await Store.Contacts.FindAsync([Phone, User], default)).Contacts);
        var byId = await Store.Contacts.GetAsync([goes.Id, stays.Id], default);
        Assert.Equal((linked, linked), (byId[goes.Id], byId[stays.Id]));
        var entry = Assert.Single(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = linked.Id }, default));
        Assert.Equal((AuditEvents.Linked, goes.Id.ToString()), (entry.Event, entry.Detail));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Link_of_two_contacts_is_opted_out_where_either_was_and_cancels_what_waits(bool first)
    {
        var (phone, user) = (await FindOrAddAsync(Phone), await FindOrAddAsync(User));
        var waiting = await Work.QueueAsync(change: d => d with { ContactId = first ? user.Id : phone.Id });
        await Work.OptOutAsync(key: first ? Phone : User);
        var since = Work.Now;
        await Work.AdvanceAsync(TimeSpan.FromHours(1));

        var linked = await LinkAsync();

        Assert.Equal(since, linked.OptedOutAt);
        Assert.NotNull(linked.OptOutReason);
        var record = await Work.RecordAsync(waiting);
        Assert.Equal((DeliveryState.Cancelled, Reasons.OptOut), (record.State, record.Reason));
    }

    [Fact]
    public async Task Link_of_two_contacts_keeps_their_deliveries_working()
    {
        var goes = await FindOrAddAsync(User);
        var sending = await Work.SendingAsync(change: d => d with { ContactId = goes.Id });
        var waiting = await Work.QueueAsync(change: d => d with { ContactId = goes.Id });

        var linked = await LinkAsync();
        var late = await Work.QueueAsync(change: d => d with { ContactId = goes.Id });

        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(sending.Lease, Settlement.Sent(sending.Id, sending.Send, "wamid.1")));
        Assert.Equal(linked.Id, (await Work.RecordAsync(sending.Id)).ContactId);
        var claimed = (await Work.ClaimAsync()).Deliveries;
        Assert.Equal(new HashSet<Guid> { waiting, late }, claimed.Select(d => d.Id).ToHashSet());
        var contacts = await Store.Contacts.GetAsync([.. claimed.Select(d => d.ContactId)], default);
        Assert.All(claimed, d => Assert.Equal(linked.Id, contacts[d.ContactId].Id));
    }

    [Fact]
    public async Task Link_of_two_contacts_takes_windows_messages_and_talks_along()
    {
        var stays = await FindOrAddAsync(Phone);
        var goes = await FindOrAddAsync(User);
        await Store.Windows.OpenAsync([new WindowOpening(new WindowKey(goes.Id, Channel.WhatsApp, Work.Account), Work.Now)], default);
        await Work.StoreMessagesAsync(Work.Message(goes.Id));
        var own = await Work.SessionAsync();
        var other = await TalkAsync(goes);

        await LinkAsync();

        Assert.NotNull((await Store.Windows.ReadAsync([new WindowKey(stays.Id, Channel.WhatsApp, Work.Account)], default))[0]);
        Assert.Equal(stays.Id, Assert.Single((await Work.ClaimMessagesAsync()).Messages).ContactId);
        var (left, ended) = (await Work.FindSessionAsync(own.Id), await Work.FindSessionAsync(other.Id));
        Assert.Equal((stays.Id, stays.Id, SessionStatus.Active, SessionStatus.Closed), (left!.ContactId, ended!.ContactId, left.Status, ended.Status));
    }

    [Fact]
    public async Task Link_of_two_open_talks_lets_the_firsts_go_on_with_what_only_the_other_knows()
    {
        var own = await Work.SessionAsync(channel: Channel.Voice);
        await Work.MergeAsync(own.Id, """{"name":"Aline","plan":1}""");
        await Work.AdvanceAsync(TimeSpan.FromHours(1));
        var other = await TalkAsync(await FindOrAddAsync(User));
        var summary = Guid.CreateVersion7(Work.Now);
        await Work.ChangeAsync(new SessionChange(other.Id) { Values = Work.Object("""{"name":"A.","intake":{"step":2}}"""), SummaryId = summary });

        await LinkAsync();

        var (left, ended) = (await Work.FindSessionAsync(own.Id), await Work.FindSessionAsync(other.Id));
        Assert.Equal("""{"intake":{"step":2},"name":"Aline","plan":1}""", left!.Context.ToJson());
        Assert.Equal((SessionStatus.Active, Channel.WhatsApp, other.ActiveAt, other.ExpiresAt), (left.Status, left.LastChannel, left.ActiveAt, left.ExpiresAt));
        Assert.Equal((summary, own.StartedAt, 3L, null), (left.SummaryId, left.StartedAt, left.Version, left.EndedAt));
        Assert.Equal((SessionStatus.Closed, (DateTimeOffset?)Work.Now, "A."), (ended!.Status, ended.EndedAt, ended.Context.Text("name")));
        Assert.Equal(left.Id, (await Work.SessionAsync()).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Link_of_two_talks_of_which_one_has_expired_lets_the_open_one_go_on(bool isFirstOpen)
    {
        var user = await FindOrAddAsync(User);
        var expired = isFirstOpen ? await TalkAsync(user) : await Work.SessionAsync();
        await Work.MergeAsync(expired.Id, """{"name":"Aline"}""");
        await Work.AdvanceAsync(Work.Day);
        var open = isFirstOpen ? await Work.SessionAsync() : await TalkAsync(user);

        var linked = await LinkAsync();

        var (left, ended) = (await Work.FindSessionAsync(open.Id), await Work.FindSessionAsync(expired.Id));
        Assert.Equal((linked.Id, SessionStatus.Active, 0), (left!.ContactId, left.Status, left.Context.Keys.Count));
        Assert.Equal((linked.Id, SessionStatus.Closed, (DateTimeOffset?)expired.ExpiresAt), (ended!.ContactId, ended.Status, ended.EndedAt));
        Assert.Equal(open.Id, (await Work.SessionAsync()).Id);
    }

    [Fact]
    public async Task Link_of_two_open_talks_that_are_too_long_together_leaves_each_what_it_knows()
    {
        var half = new string('x', (SessionContext.MaxLength / 2) + 1);
        var own = await Work.SessionAsync();
        var other = await TalkAsync(await FindOrAddAsync(User));
        await Work.MergeAsync(own.Id, $$"""{"one":"{{half}}"}""");
        await Work.MergeAsync(other.Id, $$"""{"two":"{{half}}"}""");

        await LinkAsync();

        Assert.Equal(["one"], (await Work.FindSessionAsync(own.Id))!.Context.Keys);
        Assert.Equal((SessionStatus.Closed, "two"), (await Work.FindSessionAsync(other.Id)) is { } ended ? (ended.Status, ended.Context.Keys.Single()) : default);
    }

    [Fact]
    public async Task OptOut_and_in_by_either_address_hold_for_both()
    {
        var goes = await FindOrAddAsync(User);
        await FindOrAddAsync(Phone);
        await LinkAsync();
        var late = await Work.QueueAsync(change: d => d with { ContactId = goes.Id });

        Assert.Equal(1, await Work.OptOutAsync(key: User));

        Assert.True((await FindAsync(Phone))!.IsOptedOut);
        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(late));
        await Work.OptInAsync();
        Assert.False((await FindAsync(User))!.IsOptedOut);
        Assert.False((await Store.Contacts.GetAsync([goes.Id], default))[goes.Id].IsOptedOut);
    }

    [Fact]
    public async Task Erase_by_either_address_takes_all_and_keeps_their_hashes()
    {
        var goes = await FindOrAddAsync(User);
        await FindOrAddAsync(Phone);
        var linked = await LinkAsync();
        var late = await Work.QueueAsync(change: d => d with { ContactId = goes.Id });

        Assert.Equal(new ErasureReport(true, 1, 1), await Work.EraseAsync(User));

        var found = await Store.Contacts.FindOrAddAsync([Phone, User], null, default);
        Assert.All(found.Contacts, c => Assert.True(c is { IsErased: true, IsOptedOut: true } && c.Id == linked.Id && c.Linked.IsEmpty));
        Assert.True((await Store.Contacts.GetAsync([goes.Id], default))[goes.Id].IsErased);
        Assert.Equal((DeliveryState.Cancelled, Reasons.Erased), (await Work.RecordAsync(late)) is var r ? (r.State, r.Reason) : default);

        await Work.OptInAsync();
        Assert.False((await FindOrAddAsync(User)).IsErased);
        Assert.Equal((false, false), ((await FindAsync(Phone))!.IsErased, (await FindAsync(Phone))!.IsOptedOut));
    }

    [Fact]
    public async Task Link_of_an_erased_address_remembers_one_never_seen_with_it()
    {
        await Work.EraseAsync();

        var linked = await LinkAsync();

        Assert.True(linked.IsErased);
        Assert.Equal(linked.Id, (await FindOrAddAsync(User)).Id);
    }

    [Fact]
    public async Task Link_of_an_erased_address_opts_a_known_contact_out_until_it_opts_in()
    {
        await Work.EraseAsync();
        var known = await FindOrAddAsync(User);

        var linked = await LinkAsync();

        Assert.Equal((known.Id, Reasons.Erased, false), (linked.Id, linked.OptOutReason, linked.IsErased));
        Assert.Equal(linked, await FindAsync(Phone));
        Assert.Equal([User.Address], linked.Addresses());
        await Work.OptInAsync();
        Assert.Equal((known.Id, false), (await FindAsync(User)) is { } now ? (now.Id, now.IsOptedOut) : default);
        Assert.False((await LinkAsync()).IsOptedOut);
    }

    [Fact]
    public async Task Link_of_a_new_id_is_where_the_person_is_from_then_on()
    {
        var before = await LinkAsync();

        var moved = Assert.Single(await Store.Links.LinkAsync([new ContactLink(Work.Tenant, User.Address, NewUser.Address, "provider")], default));

        Assert.Equal((before.Id, NewUser.Address, Phone.Address), (moved.Id, moved.AddressOf(Address.WhatsAppUserKind), moved.AddressOf(Address.PhoneKind)));
        Assert.Equal([moved, moved, moved], (await Store.Contacts.FindAsync([Phone, User, NewUser], default)).Contacts);
        Assert.Equal(moved, await LinkAsync());
    }

    [Fact]
    public async Task Link_of_links_is_one_contact()
    {
        var first = await LinkAsync();
        await Store.Links.LinkAsync([new ContactLink(Work.Tenant, Work.Key("+250788000002").Address, NewUser.Address, "provider")], default);
        var gone = (await FindAsync(NewUser))!.Id;

        var all = Assert.Single(await Store.Links.LinkAsync([new ContactLink(Work.Tenant, User.Address, NewUser.Address, "provider")], default));

        Assert.Equal((first.Id, 4), (all.Id, all.Addresses().Count));
        Assert.Equal([all, all], (await Store.Contacts.FindAsync([NewUser, Work.Key("+250788000002")], default)).Contacts);
        Assert.Equal(all, (await Store.Contacts.GetAsync([gone], default))[gone]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Link_has_who_read_the_contact_before_open_the_one_session(bool isOpen)
    {
        var (phone, user) = (await FindOrAddAsync(Phone), await FindOrAddAsync(User));
        var before = isOpen ? await TalkAsync(user) : null;
        var linked = await LinkAsync();

        var sessions = new[] { await TalkAsync(phone), await TalkAsync(user), await TalkAsync(linked) };

        Assert.Equal((linked.Id, before?.Id ?? sessions[0].Id), Assert.Single(sessions.Select(s => (s.ContactId, s.Id)).Distinct()));
    }

    [Fact]
    public async Task Link_holds_for_its_tenant_only()
    {
        await LinkAsync();

        Assert.Null(await FindAsync(User with { Tenant = "globex" }));
    }

    [Fact]
    public async Task Link_raced_by_two_instances_makes_one_contact()
    {
        var second = await Work.SecondAsync();
        var link = new ContactLink(Work.Tenant, Phone.Address, User.Address, "provider");

        await Race.RunAsync(9, async i =>
        {
            var store = i % 2 == 0 ? Store : second;
            _ = (i % 3) switch
            {
                0 => (await store.Contacts.FindOrAddAsync([User, Phone], null, default)).Contacts.Count,
                1 => await store.Contacts.SetConsentAsync(new ConsentChange(User, true, "asked", "contact"), default),
                _ => (await store.Links.LinkAsync([link], default)).Count,
            };
            return true;
        });

        var linked = await LinkAsync();
        Assert.True(linked.IsOptedOut);
        Assert.Equal([linked, linked], (await second.Contacts.FindAsync([Phone, User], default)).Contacts);
    }

    private async Task<Contact> LinkAsync() =>
        Assert.Single(await Store.Links.LinkAsync([new ContactLink(Work.Tenant, Phone.Address, User.Address, "provider")], default));

    private async Task<Session> TalkAsync(Contact contact) => (await Store.Sessions.OpenAsync(
        new SessionOpening(Guid.CreateVersion7(Work.Now), contact.Tenant, contact.Id, Channel.WhatsApp, Work.Day), default))!;

    private async Task<Contact> FindOrAddAsync(ContactKey key) => (await Store.Contacts.FindOrAddAsync([key], null, default)).Contacts[0]!;

    private async Task<Contact?> FindAsync(ContactKey key) => (await Store.Contacts.FindAsync([key], default)).Contacts[0];
}
