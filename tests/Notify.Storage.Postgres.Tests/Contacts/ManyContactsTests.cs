using System.Globalization;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Contacts;

/// <summary>Many contacts at once are made as if nobody else made them and nothing was to be told of them; what is so has to be found all the same.</summary>
public sealed class ManyContactsTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    [Fact]
    public async Task FindOrAddAsync_of_many_makes_all()
    {
        var made = await AddAsync(1, 60);

        made.Select(c => c.Address.Value).Should().Equal(Keys(1, 60).Select(k => k.Address.Value));
        made.Should().OnlyContain(c => !c.IsOptedOut && !c.IsErased);
        (await AddAsync(1, 60)).Select(c => c.Id).Should().Equal(made.Select(c => c.Id)).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_heeds_who_opted_out_at_all_tenants_and_who_was_erased()
    {
        var optedOut = Key(31) with { Tenant = "another" };
        await Store.Contacts.SetConsentAsync(new ConsentChange(optedOut, true, "wrote STOP", "contact") { IsStanding = true }, default);
        await Store.Erasure.EraseAsync(new ErasureRequest(Key(41), "asked to", "claire"), default);

        var made = await AddAsync(1, 60);

        made.Where(c => c.IsErased).Should().Equal(made[40]);
        made.Where(c => c is { IsOptedOut: true, IsErased: false }).Should().Equal(made[30]);
        (await Store.Log.TrailAsync(new TrailQuery("acme") { ContactId = made[30].Id }, default)).Should().ContainSingle(e => e.Event == AuditEvents.OptedOut);
        (await CountAsync("value = '" + Key(41).Address.Value + "'")).Should().Be(0);
        (await CountAsync("tenant = 'acme' AND standing_hash IS NOT NULL")).Should().Be(58);
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_waits_for_another_that_makes_some_of_them()
    {
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var firsts = (await Store.Contacts.FindOrAddAsync(Keys(41, 100), transaction, default)).Contacts;

        var adding = PatientlyAsync(() => AddAsync(1, 60));
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "the second waits for the first");
        await transaction.CommitAsync();

        (await adding).Skip(40).Select(c => c.Id).Should().Equal(firsts.Take(20).Select(c => c!.Id));
        (await CountAsync("true")).Should().Be(100);
    }

    private static ContactKey Key(int number) => new("acme", Address.Phone(string.Create(CultureInfo.InvariantCulture, $"+250788{number:D6}")));

    private static ContactKey[] Keys(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(Key)];

    private async Task<Contact[]> AddAsync(int first, int last) => [.. (await Store.Contacts.FindOrAddAsync(Keys(first, last), null, default)).Contacts.Select(c => c!)];

    // The store waits for a moment, and who calls asks again.
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (StorageException e) when (e.IsBlocked)
            {
            }
        }
    }

    private Task<long> CountAsync(string what) => Sql.ScalarAsync<long>(Fixture.ConnectionString, $"SELECT count(*) FROM notify.contact WHERE {what}");
}
