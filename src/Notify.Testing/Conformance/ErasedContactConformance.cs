using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IErasure"/> promises of the contact: the address is gone, and whoever brings it again finds that the person is not to be written to.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ErasedContactConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Number = "+250788000001";

    [Fact]
    public async Task Erase_overwrites_the_contact_and_keeps_its_id()
    {
        var before = await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "fr", Zone = "Africa/Kigali", QuietHours = new QuietHours(null, null) }, default);

        await Work.EraseAsync();

        var after = (await Store.Contacts.GetAsync([before.Id], default))[before.Id];
        Assert.True(after is { IsErased: true, IsOptedOut: true, OptOutReason: Reasons.Erased, Locale: null, Zone: null, QuietHours: null });
        Assert.Equal((Work.Tenant, Address.ErasedKind, (DateTimeOffset?)Work.Now), (after.Tenant, after.Address.Kind, after.OptedOutAt));
        Assert.DoesNotContain("788000001", after.Address.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_keeps_when_the_person_opted_out()
    {
        await Work.OptOutAsync();
        var optedOutAt = Work.Now;
        var id = (await Work.ContactAsync()).Id;
        await Work.AdvanceAsync(TimeSpan.FromDays(1));

        await Work.EraseAsync();

        var contact = (await Store.Contacts.GetAsync([id], default))[id];
        Assert.Equal((optedOutAt, Reasons.Erased), (contact.OptedOutAt, contact.OptOutReason));
    }

    [Fact]
    public async Task Erase_writes_audit()
    {
        var id = (await Work.ContactAsync()).Id;

        await Work.EraseAsync();

        var entry = Assert.Single(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = id }, default));
        Assert.Equal((AuditEvents.Erased, "asked to be forgotten", "claire", (Guid?)id), (entry.Event, entry.Reason, entry.By, entry.ContactId));
    }

    [Fact]
    public async Task Address_that_was_erased_finds_the_erased_contact()
    {
        var before = await Work.ContactAsync();
        await Work.EraseAsync();
        var second = await Work.SecondAsync();

        foreach (var store in new[] { Store, second })
        {
            var found = (await store.Contacts.FindAsync([Work.Key()], default)).Contacts[0];
            var added = await store.Contacts.FindOrAddAsync([Work.Key("+250788000002"), Work.Key(), Work.Key()], null, default);
            Assert.Equal((before.Id, true, true), (found!.Id, found.IsErased, found.IsOptedOut));
            Assert.Equal([false, true, true], added.Contacts.Select(c => c!.IsErased));
            Assert.Equal([found, found], added.Contacts.Skip(1));
        }
    }

    [Fact]
    public async Task Address_that_was_erased_is_known_by_kind_and_tenant()
    {
        await Work.EraseAsync();

        var found = await Store.Contacts.FindOrAddAsync([new(Work.Tenant, new Address("user", Number)), new("globex", Address.Phone(Number))], null, default);

        Assert.All(found.Contacts, c => Assert.False(c!.IsErased));
    }

    [Fact]
    public async Task Address_that_was_never_seen_is_remembered_too()
    {
        Assert.Equal(new ErasureReport(false, 0, 0), await Work.EraseAsync());

        Assert.True((await Work.ContactAsync()).IsErased);
    }

    [Fact]
    public async Task Erase_raced_by_two_instances_makes_one_contact()
    {
        var second = await Work.SecondAsync();

        await Race.RunAsync(6, async i =>
        {
            var store = i % 2 == 0 ? Store : second;
            return i % 3 == 0
                ? (await Race.RepeatAsync(() => store.Contacts.FindOrAddAsync([Work.Key()], null, default))).Contacts[0] is not null
                : (await Work.EraseAsync(store: store)).WasKnown;
        });

        await Work.EraseAsync();
        var contact = await Work.ContactAsync();
        Assert.True(contact.IsErased);
        Assert.Equal(contact, (await Store.Contacts.FindAsync([Work.Key()], default)).Contacts[0]);
    }

    [Fact]
    public async Task Save_for_an_erased_address_stores_nothing()
    {
        await Work.EraseAsync();
        var erased = await Work.ContactAsync();

        var saved = await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "fr" }, default);

        Assert.Equal(erased, saved);
        Assert.Equal(erased, await Work.ContactAsync());
    }

    [Fact]
    public async Task OptOut_of_an_erased_address_changes_nothing()
    {
        await Work.EraseAsync();
        var erased = await Work.ContactAsync();

        Assert.Equal(0, await Work.OptOutAsync());

        Assert.Equal(erased, await Work.ContactAsync());
    }

    [Fact]
    public async Task OptIn_of_an_erased_address_makes_a_new_contact()
    {
        await Work.EraseAsync();
        var erased = await Work.ContactAsync();

        await Work.OptInAsync();

        var contact = await Work.ContactAsync();
        Assert.NotEqual(erased.Id, contact.Id);
        Assert.Equal((Address.Phone(Number), false), (contact.Address, contact.IsOptedOut));
        Assert.Equal(erased, (await Store.Contacts.GetAsync([erased.Id], default))[erased.Id]);
        Assert.Contains(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = contact.Id }, default), e => e.Event == AuditEvents.OptedIn);
        Assert.Equal(new ErasureReport(true, 0, 0), await Work.EraseAsync());
        Assert.True((await Work.ContactAsync()).IsErased);
    }
}
