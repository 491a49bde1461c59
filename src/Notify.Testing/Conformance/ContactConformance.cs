using Notify.Contacts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IContactStore"/> promises of contacts and preferences. Consent has a suite of its own.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ContactConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Find_makes_nobody()
    {
        var key = Work.Key();

        Assert.Null(Assert.Single((await Store.Contacts.FindAsync([key], default)).Contacts));
        Assert.Null(Assert.Single((await Store.Contacts.FindAsync([key], default)).Contacts));
    }

    [Fact]
    public async Task Find_answers_in_order_at_the_stores_time()
    {
        var one = await Work.ContactAsync("+250788000001");
        var two = await Work.ContactAsync("+250788000002");

        var found = await Store.Contacts.FindAsync(
            [Work.Key("+250788000002"), Work.Key("+250788000003"), Work.Key("+250788000001"), Work.Key("+250788000002")], default);

        Assert.Equal([two, null, one, two], found.Contacts);
        Assert.Equal(Work.Now, found.Now);
    }

    [Fact]
    public async Task FindEverywhere_gives_every_tenants_contact_those_erased_too()
    {
        var (ours, theirs) = (await Work.ContactAsync(), await Work.ContactAsync(tenant: "globex"));
        var gone = await Work.ContactAsync(tenant: "initech");
        await Work.EraseAsync(Work.Key(tenant: "initech"));
        var other = await Work.ContactAsync("+250788000002", "globex");

        var found = await Store.Contacts.FindEverywhereAsync(
            [Address.Phone("+250788000001"), Address.Phone("+250788000003"), Address.Phone("+250788000002"), Address.Phone("+250788000001")], default);

        Assert.Equal(new[] { ours.Id, theirs.Id, gone.Id }.Order(), found[Address.Phone("+250788000001")].Select(c => c.Id).Order());
        Assert.Contains(ours, found[Address.Phone("+250788000001")]);
        Assert.Equal([other], found[Address.Phone("+250788000002")]);
        Assert.Empty(found[Address.Phone("+250788000003")]);
        Assert.Empty(await Store.Contacts.FindEverywhereAsync([], default));
    }

    [Fact]
    public async Task Find_of_nobody_answers_nobody()
    {
        Assert.Empty((await Store.Contacts.FindAsync([], default)).Contacts);
        Assert.Empty((await Store.Contacts.FindOrAddAsync([], null, default)).Contacts);
        Assert.Empty(await Store.Contacts.GetAsync([], default));
    }

    [Fact]
    public async Task FindOrAdd_makes_who_is_missing_and_keeps_who_is_there()
    {
        var known = await Work.ContactAsync("+250788000001");

        var found = await Store.Contacts.FindOrAddAsync([Work.Key("+250788000002"), Work.Key("+250788000001")], null, default);

        Assert.Equal(known, found.Contacts[1]);
        var added = found.Contacts[0]!;
        Assert.NotEqual(Guid.Empty, added.Id);
        Assert.Equal(
            new Contact { Id = added.Id, Tenant = Work.Tenant, Address = Address.Phone("+250788000002") }, added);
        Assert.Equal(Work.Now, found.Now);
    }

    [Fact]
    public async Task FindOrAdd_of_the_same_key_twice_gives_one_contact()
    {
        var found = await Store.Contacts.FindOrAddAsync([Work.Key(), Work.Key(), Work.Key("+250788000002")], null, default);

        Assert.Equal(found.Contacts[0], found.Contacts[1]);
        Assert.NotEqual(found.Contacts[0]!.Id, found.Contacts[2]!.Id);
    }

    [Fact]
    public async Task FindOrAdd_tells_kinds_of_address_apart()
    {
        var found = await Store.Contacts.FindOrAddAsync(
            [new(Work.Tenant, new Address("phone", "+250788000001")), new(Work.Tenant, new Address("user", "+250788000001"))], null, default);

        Assert.NotEqual(found.Contacts[0]!.Id, found.Contacts[1]!.Id);
    }

    [Fact]
    public async Task FindOrAdd_raced_by_two_instances_makes_each_once()
    {
        var second = await Work.SecondAsync();
        var keys = Enumerable.Range(0, 20).Select(i => Work.Key($"+2507880000{i:00}")).ToList();

        var found = await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Contacts.FindOrAddAsync(
            [.. i < 4 ? keys : keys.AsEnumerable().Reverse()], null, default));

        Assert.Equal(20, found.SelectMany(f => f.Contacts).Select(c => c!.Id).Distinct().Count());
        Assert.All(found.SelectMany(f => f.Contacts).GroupBy(c => c!.Address), g => Assert.Single(g.Select(c => c!.Id).Distinct()));
    }

    [Fact]
    public async Task Get_leaves_out_who_is_gone_and_answers_each_once()
    {
        var contact = await Work.ContactAsync();

        var found = await Store.Contacts.GetAsync([contact.Id, Guid.NewGuid(), contact.Id], default);

        Assert.Equal(contact, Assert.Single(found).Value);
    }

    [Fact]
    public async Task Save_makes_the_contact_and_keeps_all_of_it()
    {
        var hours = new QuietHours(new TimeOnly(21, 30), new TimeOnly(6, 15));

        var saved = await Store.Contacts.SaveAsync(
            Work.Key(), new ContactPreferences { Locale = "fr-RW", Zone = "Africa/Kigali", QuietHours = hours }, default);

        Assert.Equal(("fr-RW", "Africa/Kigali", hours), (saved.Locale, saved.Zone, saved.QuietHours));
        Assert.Equal(saved, await Work.ContactAsync());
        Assert.Equal(saved, (await Store.Contacts.GetAsync([saved.Id], default))[saved.Id]);
    }

    [Fact]
    public async Task Save_leaves_what_is_not_given()
    {
        await Store.Contacts.SaveAsync(
            Work.Key(), new ContactPreferences { Locale = "fr", Zone = "Africa/Kigali", QuietHours = new QuietHours() }, default);

        var saved = await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "en" }, default);

        Assert.Equal(("en", "Africa/Kigali", new QuietHours()), (saved.Locale, saved.Zone, saved.QuietHours));
    }

    [Fact]
    public async Task Save_keeps_quiet_hours_without_times_apart_from_none()
    {
        var half = new QuietHours(new TimeOnly(20, 0));
        await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { QuietHours = new QuietHours() }, default);
        Assert.Equal(new QuietHours(), (await Work.ContactAsync()).QuietHours);

        await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { QuietHours = half }, default);
        Assert.Equal(half, (await Work.ContactAsync()).QuietHours);

        await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { ClearQuietHours = true }, default);
        Assert.Null((await Work.ContactAsync()).QuietHours);
    }

    [Fact]
    public async Task Save_leaves_consent_as_it_is()
    {
        await Work.OptOutAsync();

        var saved = await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "fr" }, default);

        Assert.True(saved.IsOptedOut);
        Assert.True((await Work.ContactAsync()).IsOptedOut);
    }

    [Fact]
    public async Task Save_keeps_whether_marketing_is_wanted()
    {
        Assert.True((await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "en" }, default)).AllowsMarketing);

        await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { AllowsMarketing = false }, default);
        await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "fr" }, default);

        var kept = await Work.ContactAsync();
        Assert.Equal((false, true), (kept.AllowsMarketing, kept.AllowsSms));
        Assert.False((await Store.Contacts.GetAsync([kept.Id], default))[kept.Id].AllowsMarketing);
        Assert.True((await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { AllowsMarketing = true }, default)).AllowsMarketing);
    }

    [Fact]
    public async Task Save_keeps_the_newest_word_on_marketing_in_whatever_order_they_come()
    {
        var said = Work.Now - TimeSpan.FromHours(1);
        var second = TimeSpan.FromSeconds(1);

        Assert.Equal((false, said), await SayAsync(false, said));
        Assert.Equal((false, said), await SayAsync(true, said - second));
        Assert.Equal((false, said), await SayAsync(true, said));
        Assert.Equal((true, said + second), await SayAsync(true, said + second));
        Assert.Equal((false, Work.Now), await SayAsync(false, null));
        Assert.Equal((false, Work.Now), await SayAsync(true, said + (2 * second)));
        await Work.AdvanceAsync(second);

        // A provider's clock that is ahead must not shut out what comes after.
        Assert.Equal((true, Work.Now), await SayAsync(true, Work.Now + TimeSpan.FromDays(1)));
        Assert.Equal((false, Work.Now), await SayAsync(false, Work.Now));
    }

    private async Task<(bool AllowsMarketing, DateTimeOffset? At)> SayAsync(bool allows, DateTimeOffset? at)
    {
        var saved = await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { AllowsMarketing = allows, MarketingAt = at }, default);
        var kept = await Work.ContactAsync();
        Assert.Equal((saved.AllowsMarketing, saved.MarketingAt), (kept.AllowsMarketing, kept.MarketingAt));
        return (kept.AllowsMarketing, kept.MarketingAt);
    }
}
