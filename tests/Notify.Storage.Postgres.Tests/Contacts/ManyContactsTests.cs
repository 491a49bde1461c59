using System.Globalization;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Contacts;

/// <summary>Many contacts at once are made as if nobody else made them and nothing was to be told of them; what is so has to be found all the same.</summary>
public sealed class ManyContactsTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private NpgsqlTransaction _first = null!;
    private NpgsqlTransaction _second = null!;

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
        await StopAsync(31);
        await Store.Erasure.EraseAsync(new ErasureRequest(Key(41), "asked to", "claire"), default);

        var made = await AddAsync(1, 60);

        made.Where(c => c.IsErased).Should().Equal(made[40]);
        made.Where(c => c is { IsOptedOut: true, IsErased: false }).Should().Equal(made[30]);
        (await OptOutsAsync(made[30])).Should().Be(1);
        (await CountAsync("value = '" + Key(41).Address.Value + "'")).Should().Be(0);
        (await CountAsync("tenant = 'acme' AND standing_hash IS NOT NULL")).Should().Be(58);
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_tells_them_apart_from_others_who_opted_out()
    {
        await StopAsync(99);

        var made = await AddAsync(1, 60);

        made.Should().OnlyContain(c => !c.IsOptedOut);
        (await AddAsync(1, 60)).Select(c => (c.Id, c.IsOptedOut)).Should().Equal(made.Select(c => (c.Id, false)));
        (await CountAsync("tenant = 'acme' AND standing_hash IS NOT NULL")).Should().Be(60);
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_heeds_no_opt_out_that_was_taken_back_while_it_waited()
    {
        await StopAsync(31);
        await StopAsync(32);
        await Store.Contacts.FindOrAddAsync(Keys(60, 60), _first, default);
        var adding = AddAsync(1, 60, _second);
        await IsWaitingAsync();

        await Store.Contacts.SetConsentAsync(new ConsentChange(Key(31) with { Tenant = "another" }, false, "wrote START", "contact") { IsStanding = true }, default);
        await _first.RollbackAsync();

        var made = await adding;
        made.Where(c => c.IsOptedOut).Select(c => c.Address).Should().Equal(Key(32).Address);
        await _second.CommitAsync();
        (await AddAsync(1, 60)).Where(c => c.IsOptedOut).Select(c => c.Address).Should().Equal(Key(32).Address);
        (await OptOutsAsync(made[30]), await OptOutsAsync(made[31])).Should().Be((0, 1));
        (await CountAsync("tenant = 'acme' AND standing_hash IS NOT NULL")).Should().Be(59);
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_waits_for_another_that_makes_some_of_them()
    {
        var firsts = (await Store.Contacts.FindOrAddAsync(Keys(41, 100), _first, default)).Contacts;

        var adding = AddAsync(1, 60, _second);
        await IsWaitingAsync();
        await _first.CommitAsync();

        (await adding).Skip(40).Select(c => c.Id).Should().Equal(firsts.Take(20).Select(c => c!.Id));
        await _second.CommitAsync();
        (await CountAsync("true")).Should().Be(100);
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_heeds_the_first_opt_out_that_came_while_it_waited()
    {
        await Store.Contacts.FindOrAddAsync(Keys(60, 60), _first, default);
        var adding = AddAsync(1, 60, _second);
        await IsWaitingAsync();

        await StopAsync(31);
        await _first.CommitAsync();

        (await adding).Where(c => c.IsOptedOut).Select(c => c.Address).Should().Equal(Key(31).Address);
    }

    [Fact]
    public async Task FindOrAddAsync_of_many_heeds_the_first_erasure_that_it_waited_for()
    {
        var contact = (await Store.Contacts.FindOrAddAsync(Keys(60, 60), _first, default)).Contacts[0]!;
        var hash = AddressHash.Of(await Sql.ScalarAsync<byte[]>(Fixture.ConnectionString, "SELECT value FROM notify.secret WHERE name = 'address'"), Key(60));
        await using (var erasing = new NpgsqlCommand($"SELECT notify.erase_contact('{contact.Id}', ARRAY['\\x{Convert.ToHexString(hash)}'::bytea])", _first.Connection, _first))
        {
            await erasing.ExecuteNonQueryAsync();
        }

        var adding = AddAsync(1, 60, _second);
        await IsWaitingAsync();
        await _first.CommitAsync();

        (await adding).Where(c => c.IsErased).Select(c => c.Id).Should().Equal(contact.Id);
        await _second.CommitAsync();
        (await CountAsync("kind = 'phone'"), await CountAsync("true")).Should().Be((59, 60));
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _first = await (await Fixture.Hand.OpenConnectionAsync()).BeginTransactionAsync();
        _second = await (await Fixture.Hand.OpenConnectionAsync()).BeginTransactionAsync();
    }

    public override async Task DisposeAsync()
    {
        try
        {
            // The second may wait for the first.
            await CloseAsync(_first);
            await CloseAsync(_second);
        }
        finally
        {
            await base.DisposeAsync();
        }
    }

    private static async Task CloseAsync(NpgsqlTransaction transaction)
    {
        var connection = transaction.Connection;
        await transaction.DisposeAsync();
        await (connection?.DisposeAsync() ?? default);
    }

    private static ContactKey Key(int number) => new("acme", Address.Phone(string.Create(CultureInfo.InvariantCulture, $"+250788{number:D6}")));

    private static ContactKey[] Keys(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(Key)];

    private async Task<Contact[]> AddAsync(int first, int last, NpgsqlTransaction? transaction = null) =>
        [.. (await Store.Contacts.FindOrAddAsync(Keys(first, last), transaction, default)).Contacts.Select(c => c!)];

    // At another tenant, for all.
    private Task StopAsync(int number) => Store.Contacts.SetConsentAsync(
        new ConsentChange(Key(number) with { Tenant = "another" }, true, "wrote STOP", "contact") { IsStanding = true }, default);

    private async Task<int> OptOutsAsync(Contact contact) =>
        (await Store.Log.TrailAsync(new TrailQuery("acme") { ContactId = contact.Id }, default)).Count(e => e.Event == AuditEvents.OptedOut);

    private Task IsWaitingAsync() => Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "the second waits for the first");

    private Task<long> CountAsync(string what) => Sql.ScalarAsync<long>(Fixture.ConnectionString, $"SELECT count(*) FROM notify.contact WHERE {what}");
}
