using Notify.Auditing;
using Notify.Consents;
using Notify.Contacts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IConsentStore"/> promises.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class TopicConsentConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Topic = "offers";

    [Fact]
    public async Task Save_keeps_what_was_said_where_and_when()
    {
        await Work.AdvanceAsync(TimeSpan.FromMinutes(3));

        Assert.Equal([ConsentResult.Saved], await SaveAsync(Granted() with { Proof = "Signed by A. in \"Kigali\"\non paper" }));

        var contact = await Work.ContactAsync();
        var expected = new Consent
        {
            ContactId = contact.Id, Topic = Topic, IsGranted = true, Source = "web form", At = Work.Now, Proof = "Signed by A. in \"Kigali\"\non paper",
        };
        Assert.Equal([expected], await Store.Consents.ReadAsync([new ConsentKey(contact.Id, Topic)], default));
        Assert.Equal([expected], await Store.Consents.OfAsync(contact.Id, default));
    }

    [Fact]
    public async Task Read_answers_in_order_and_null_for_what_nobody_said()
    {
        await SaveAsync(Granted(), Granted("news"), Granted(number: "+250788000009"));
        var (one, other) = ((await Work.ContactAsync()).Id, (await Work.ContactAsync("+250788000009")).Id);

        var read = await Store.Consents.ReadAsync(
            [new(other, Topic), new(one, "news"), new(other, "news"), new(one, Topic), new(Guid.NewGuid(), Topic), new(one, "news")], default);

        Assert.Equal([other, one, null, one, null, one], read.Select(c => c?.ContactId));
        Assert.Equal([Topic, "news", null, Topic, null, "news"], read.Select(c => c?.Topic));
    }

    [Fact]
    public async Task Save_later_word_wins_whatever_order_they_come_in()
    {
        var (early, late) = (Work.Now.AddDays(-2), Work.Now.AddDays(-1));

        Assert.Equal([ConsentResult.Saved], await SaveAsync(Revoked() with { At = late }));
        Assert.Equal([ConsentResult.Older], await SaveAsync(Granted() with { At = early }));
        Assert.False((await FindAsync())!.IsGranted);

        Assert.Equal([ConsentResult.Saved], await SaveAsync(Granted()));
        Assert.True((await FindAsync())!.IsGranted);
    }

    [Fact]
    public async Task Save_of_one_call_takes_each_in_turn()
    {
        var at = Work.Now.AddDays(-3);

        var results = await SaveAsync(Granted() with { At = at.AddDays(1) }, Revoked() with { At = at }, Revoked() with { At = at.AddDays(2) }, Granted("news"));

        Assert.Equal([ConsentResult.Saved, ConsentResult.Older, ConsentResult.Saved, ConsentResult.Saved], results);
        Assert.Equal((false, at.AddDays(2)), ((await FindAsync())!.IsGranted, (await FindAsync())!.At));
    }

    [Fact]
    public async Task Save_of_one_time_revocation_wins()
    {
        var at = Work.Now.AddDays(-1);

        Assert.Equal(
            [ConsentResult.Saved, ConsentResult.Saved, ConsentResult.Older],
            await SaveAsync(Granted() with { At = at }, Revoked() with { At = at }, Granted() with { At = at }));

        Assert.False((await FindAsync())!.IsGranted);
    }

    [Fact]
    public async Task Save_time_to_come_is_now()
    {
        await SaveAsync(Granted() with { At = Work.Now.AddDays(3) });

        Assert.Equal(Work.Now, (await FindAsync())!.At);
    }

    [Fact]
    public async Task Save_again_is_safe_and_writes_no_trail_twice()
    {
        var record = Granted() with { At = Work.Now.AddDays(-1) };

        await SaveAsync(record);
        Assert.Equal([ConsentResult.Older], await SaveAsync(record));

        Assert.Single(await TrailAsync());
    }

    [Fact]
    public async Task Save_writes_history_to_the_trail_older_words_too_and_no_proof()
    {
        var at = new DateTimeOffset(2020, 5, 1, 10, 0, 0, TimeSpan.Zero);
        await SaveAsync(Granted() with { Proof = "secret" });
        await SaveAsync(Revoked() with { At = at, Proof = "secret" });

        var trail = await TrailAsync();
        Assert.Equal(["consent_granted", "consent_revoked"], trail.Select(e => e.Event));
        Assert.Equal(("web form", "offers 2020-05-01T10:00:00.000000Z", "app"), (trail[1].Reason, trail[1].Detail, trail[1].By));
        Assert.DoesNotContain(trail, e => e.ToString().Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_gives_a_tenants_own_once_each()
    {
        for (var i = 0; i < 7; i++)
        {
            await SaveAsync(Granted(number: $"+25078800010{i}"), Revoked("news", $"+25078800010{i}"));
        }

        await SaveAsync(Granted(tenant: "other"));
        var all = new List<StoredConsent>();
        ConsentPage? page = null;
        do
        {
            page = await Store.Consents.PageAsync(Work.Tenant, 3, page?.Next, default);
            Assert.InRange(page.Consents.Count, 0, 3);
            all.AddRange(page.Consents);
        }
        while (page.Next is not null);

        Assert.Equal(14, all.Select(c => (c.Address, c.Consent.Topic)).Distinct().Count());
        Assert.Equal(14, all.Count);
        Assert.All(all, c => Assert.Equal(c.Consent.Topic == Topic, c.Consent.IsGranted));
    }

    [Fact]
    public async Task Erase_takes_consents_with_it_and_keeps_none_that_come_later()
    {
        await SaveAsync(Granted());
        var contact = await Work.ContactAsync();

        await Store.Erasure.EraseAsync(new ErasureRequest(Work.Key(), "asked to", "contact"), default);

        Assert.Empty(await Store.Consents.OfAsync(contact.Id, default));
        Assert.Equal([ConsentResult.Erased], await SaveAsync(Granted()));
        Assert.Empty((await Store.Consents.PageAsync(Work.Tenant, 10, null, default)).Consents);
    }

    [Fact]
    public async Task Link_gives_one_contact_the_latest_word_of_two()
    {
        var at = Work.Now.AddDays(-1);
        await SaveAsync(Granted() with { At = at }, Revoked("news") with { At = at });
        var user = new ContactKey(Work.Tenant, Address.WhatsAppUser("RW.13491208655302741918"));
        await SaveAsync(
            new NewConsent(user, Topic, false, "chat", "app") { At = at }, new NewConsent(user, "news", true, "chat", "app") { At = at.AddHours(-1) },
            new NewConsent(user, "polls", true, "chat", "app"));

        var linked = (await Store.Links.LinkAsync([new ContactLink(Work.Tenant, Work.Key().Address, user.Address, "provider")], default))[0];

        var said = await Store.Consents.OfAsync(linked.Id, default);
        Assert.Equal([("news", false), (Topic, false), ("polls", true)], said.Select(c => (c.Topic, c.IsGranted)));
        Assert.Equal(3, (await Store.Consents.PageAsync(Work.Tenant, 10, null, default)).Consents.Count);
    }

    [Fact]
    public async Task Save_raced_the_latest_holds()
    {
        var second = await Work.SecondAsync();
        var at = Work.Now.AddDays(-1);

        await Race.RunAsync(8, async i =>
        {
            var store = i % 2 == 0 ? Store : second;
            return await store.Consents.SaveAsync([(i % 3 == 0 ? Revoked() : Granted()) with { At = at.AddMinutes(i) }], default);
        });

        Assert.Equal((true, at.AddMinutes(7)), ((await FindAsync())!.IsGranted, (await FindAsync())!.At));
    }

    private static NewConsent Granted(string topic = Topic, string number = "+250788000001", string tenant = Work.Tenant) =>
        new(Work.Key(number, tenant), topic, true, "web form", "app");

    private static NewConsent Revoked(string topic = Topic, string number = "+250788000001") => new(Work.Key(number), topic, false, "web form", "app");

    private Task<IReadOnlyList<ConsentResult>> SaveAsync(params NewConsent[] records) => Store.Consents.SaveAsync(records, default);

    private async Task<Consent?> FindAsync() => (await Store.Consents.ReadAsync([new ConsentKey((await Work.ContactAsync()).Id, Topic)], default))[0];

    private async Task<IReadOnlyList<AuditEntry>> TrailAsync() =>
        await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = (await Work.ContactAsync()).Id }, default);
}
