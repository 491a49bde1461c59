using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IContactStore.SetConsentAsync"/> promises: recorded, audited, and waiting messages cancelled with it.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ConsentConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task OptOut_is_recorded_with_reason_and_time()
    {
        await Work.ContactAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(3));

        await Work.OptOutAsync();

        var contact = await Work.ContactAsync();
        Assert.Equal((Work.Now, "asked to stop", true), (contact.OptedOutAt, contact.OptOutReason, contact.IsOptedOut));
        Assert.Equal(contact, (await Store.Contacts.GetAsync([contact.Id], default))[contact.Id]);
    }

    [Fact]
    public async Task OptOut_of_somebody_unknown_is_kept()
    {
        Assert.Equal(0, await Work.OptOutAsync());

        Assert.True((await Store.Contacts.FindAsync([Work.Key()], default)).Contacts[0]!.IsOptedOut);
    }

    [Fact]
    public async Task OptOut_cancels_what_is_queued_or_claimed()
    {
        var claimed = await Work.QueueAsync();
        await Work.ClaimAsync();
        var queued = await Work.QueueAsync();
        var later = await Work.QueueAsync(change: d => d with { NotBefore = Work.Now.AddDays(3) });

        Assert.Equal(3, await Work.OptOutAsync());

        foreach (var id in new[] { claimed, queued, later })
        {
            var record = await Work.RecordAsync(id);
            Assert.Equal((DeliveryState.Cancelled, Reasons.OptOut), (record.State, record.Reason));
            Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "cancelled", Reason: Reasons.OptOut });
        }
    }

    [Fact]
    public async Task OptOut_leaves_other_people_and_what_has_left()
    {
        var sending = await Work.SendingAsync();
        var other = await Work.ContactAsync("+250788000009");
        var theirs = await Work.QueueAsync(change: d => d with { ContactId = other.Id });

        Assert.Equal(0, await Work.OptOutAsync());

        Assert.Equal((DeliveryState.Sending, DeliveryState.Queued), (await Work.StateAsync(sending.Id), await Work.StateAsync(theirs)));
        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(sending.Lease, Settlement.Sent(sending.Id, sending.Send, null)));
    }

    [Fact]
    public async Task OptOut_writes_audit_with_who_and_why()
    {
        await Work.OptOutAsync();

        var contact = await Work.ContactAsync();
        var entry = Assert.Single(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = contact.Id }, default));
        Assert.Equal(
            new AuditEntry { At = Work.Now, Event = "opted_out", Tenant = Work.Tenant, ContactId = contact.Id, Reason = "asked to stop", By = "contact" }, entry);
    }

    [Fact]
    public async Task OptOut_again_cancels_what_came_since()
    {
        await Work.OptOutAsync();
        var id = await Work.QueueAsync();

        Assert.Equal(1, await Work.OptOutAsync());

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(id));
        Assert.True((await Work.ContactAsync()).IsOptedOut);
    }

    [Fact]
    public async Task OptIn_lets_the_person_be_written_to_again_and_leaves_what_was_cancelled()
    {
        var id = await Work.QueueAsync();
        await Work.OptOutAsync();

        Assert.Equal(0, await Work.OptInAsync());

        var contact = await Work.ContactAsync();
        Assert.Equal((null, null, false), (contact.OptedOutAt, contact.OptOutReason, contact.IsOptedOut));
        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(id));
        Assert.NotEqual(id, await Work.QueueAsync());
        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task OptOut_raced_by_a_claim_leaves_nothing_waiting()
    {
        var ids = await Work.QueueManyAsync(30);
        var second = await Work.SecondAsync();

        await Race.RunAsync(4, async i =>
        {
            if (i == 0)
            {
                await Work.OptOutAsync(second);
            }
            else
            {
                await Store.Queue.ClaimAsync(new ClaimRequest($"worker-{i}", 10, Work.Lease), default);
            }

            return i;
        });

        Assert.All((await Store.Log.GetAsync([.. ids], default)).Values, r => Assert.Equal(DeliveryState.Cancelled, r.State));
    }

    [Fact]
    public async Task OptOut_that_stands_is_what_whoever_becomes_a_contact_later_begins_with()
    {
        var known = await Work.ContactAsync(tenant: "known");
        await StandAsync(true);
        var since = Work.Now;
        await Work.AdvanceAsync(TimeSpan.FromHours(1));

        var found = await Store.Contacts.FindOrAddAsync([Work.Key(tenant: "later"), Work.Key("+250788000002", "later"), Work.Key(tenant: "known")], null, default);

        Assert.Equal((since, "wrote STOP"), (found.Contacts[0]!.OptedOutAt, found.Contacts[0]!.OptOutReason));
        Assert.Equal([false, false], found.Contacts.Skip(1).Select(c => c!.IsOptedOut));
        Assert.Equal((known.Id, found.Contacts[0]), (found.Contacts[2]!.Id, await Work.ContactAsync(tenant: "later")));
        Assert.True((await Store.Contacts.SaveAsync(Work.Key(tenant: "third"), new ContactPreferences { Locale = "fr" }, default)) is { IsOptedOut: true, Locale: "fr" });
        var entry = Assert.Single(await Store.Log.TrailAsync(new TrailQuery("later") { ContactId = found.Contacts[0]!.Id }, default));
        Assert.Equal((AuditEvents.OptedOut, "wrote STOP", "contact", Work.Now), (entry.Event, entry.Reason, entry.By, entry.At));
    }

    [Fact]
    public async Task OptIn_that_stands_ends_it_and_one_that_does_not_leaves_it()
    {
        await StandAsync(true);
        await Work.OptInAsync();
        Assert.True((await Work.ContactAsync(tenant: "later")).IsOptedOut);

        await StandAsync(false);

        Assert.True((await Work.ContactAsync(tenant: "later")).IsOptedOut);
        Assert.False((await Work.ContactAsync(tenant: "third")).IsOptedOut);
        await Work.OptOutAsync();
        Assert.False((await Work.ContactAsync(tenant: "fourth")).IsOptedOut);
    }

    [Fact]
    public async Task OptOut_of_channels_that_stands_is_of_those()
    {
        await StandAsync(true, Channel.Sms);
        await StandAsync(true, Channel.WhatsApp);
        await StandAsync(false, Channel.Sms);

        var contact = await Work.ContactAsync(tenant: "later");

        Assert.Equal((false, null, "wrote STOP"), (contact.IsOptedOut, contact.ChannelOptOuts.Find(Channel.Sms), contact.ChannelOptOuts.Find(Channel.WhatsApp)?.Reason));
        await StandAsync(false, Channel.WhatsApp);
        Assert.Equal(ChannelOptOuts.None, (await Work.ContactAsync(tenant: "third")).ChannelOptOuts);
    }

    [Fact]
    public async Task OptOut_that_stands_does_so_for_every_address_and_outlives_an_erasure()
    {
        var user = Address.WhatsAppUser("RW.13491208655302741918");
        await Store.Links.LinkAsync([new ContactLink(Work.Tenant, Work.Key().Address, user, "provider")], default);
        await StandAsync(true);
        await Work.EraseAsync();

        var found = await Store.Contacts.FindOrAddAsync([new ContactKey("later", user), Work.Key(tenant: "later")], null, default);

        Assert.All(found.Contacts, c => Assert.True(c is { IsOptedOut: true, IsErased: false }));
    }

    [Fact]
    public async Task OptOut_that_stands_reaches_who_is_known_by_another_address_with_the_link()
    {
        var user = Address.WhatsAppUser("RW.13491208655302741918");
        var known = (await Store.Contacts.FindOrAddAsync([new ContactKey("later", user)], null, default)).Contacts[0]!;
        var waiting = await Work.QueueAsync(change: d => d with { ContactId = known.Id, Flow = d.Flow with { Tenant = "later" } });
        await StandAsync(true);

        var linked = Assert.Single(await Store.Links.LinkAsync([new ContactLink("later", Work.Key().Address, user, "provider")], default));

        Assert.Equal((known.Id, true, "wrote STOP"), (linked.Id, linked.IsOptedOut, linked.OptOutReason));
        var theirs = await Store.Log.PageAsync(new DeliverySelection("later"), 10, null, default);
        Assert.Equal((waiting, DeliveryState.Cancelled), Assert.Single(theirs.Deliveries) is var only ? (only.Id, only.State) : default);
    }

    private Task StandAsync(bool optedOut, Channel? channel = null) =>
        Store.Contacts.SetConsentAsync(new ConsentChange(Work.Key(), optedOut, "wrote STOP", "contact") { IsStanding = true, Channel = channel }, default);
}
