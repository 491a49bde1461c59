using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>Keys whose time is over go, however many others there are, and a round of maintenance looks at few.</summary>
public sealed class OldKeyTests : PostgresTest
{
    private const int Keys = 30_000;

    // Each round looks at about one page of five: that it misses one so often in a row does not happen.
    private const int Rounds = 400;

    private static readonly RecoveryRequest Recovery = new(1000, new UnconfirmedPolicy(UnconfirmedAction.Never, TimeSpan.FromDays(1), 1), new Dictionary<(string?, Channel, string), UnconfirmedPolicy>());

    [Fact]
    public async Task Recover_deletes_all_old_keys_in_time_and_no_other()
    {
        Fixture.ChangesTables = true;
        await FillAsync(oldEvery: 10);

        for (var round = 0; round < Rounds && await CountAsync("expires_at <= notify.clock()") > 0; round++)
        {
            await Store.Queue.RecoverAsync(Recovery, default);
        }

        (await CountAsync("expires_at <= notify.clock()"), await CountAsync("true")).Should().Be((0L, Keys * 9L / 10));
    }

    [Fact]
    public async Task Recover_has_more_while_it_finds_much()
    {
        Fixture.ChangesTables = true;
        await FillAsync(oldEvery: 3);

        // Less is found than that: it is the share that counts.
        var recovery = Recovery with { Limit = 5000 };
        (await Store.Queue.RecoverAsync(recovery, default)).HasMore.Should().BeTrue();
        for (var round = 0; round < Rounds && (await Store.Queue.RecoverAsync(recovery, default)).HasMore; round++)
        {
        }

        (await CountAsync("expires_at <= notify.clock()")).Should().BeLessThan(Keys / 4);
    }

    [Fact]
    public async Task Recover_has_no_more_where_it_finds_less_than_a_tenth_of_its_limit()
    {
        Fixture.ChangesTables = true;
        await FillAsync(oldEvery: 3);

        (await Store.Queue.RecoverAsync(Recovery with { Limit = 100_000 }, default)).HasMore.Should().BeFalse();
    }

    [Fact]
    public async Task Recover_has_no_more_where_it_finds_little()
    {
        Fixture.ChangesTables = true;
        await FillAsync(oldEvery: 30);

        (await Store.Queue.RecoverAsync(Recovery, default)).HasMore.Should().BeFalse();
        (await CountAsync("expires_at <= notify.clock()")).Should().BeLessThan(Keys / 30);
    }

    [Fact]
    public async Task Recover_looks_at_a_few_pages_of_many_keys()
    {
        Fixture.ChangesTables = true;
        await FillAsync(oldEvery: 10);
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var recover = new Npgsql.NpgsqlCommand("SELECT swept FROM notify.recover(1000, 1, '')", connection);
        await recover.ExecuteNonQueryAsync();

        await using var looks = new Npgsql.NpgsqlCommand("SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relid = 'notify.idempotency_key'::regclass", connection);
        ((long)(await looks.ExecuteScalarAsync())!).Should().BeInRange(1, Keys / 2);
    }

    [Fact]
    public async Task Recover_leaves_an_old_key_that_is_being_taken_again()
    {
        var again = Backlog.New(Backlog.Flow(), Guid.NewGuid(), Fixture.Clock) with { IdempotencyKey = "order-1" };
        await Sql.RunAsync(Fixture.ConnectionString, "INSERT INTO notify.idempotency_key VALUES ('default', 'order-1', gen_random_uuid(), 1, notify.clock()), ('default', 'order-2', gen_random_uuid(), 1, notify.clock())");
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        (await Store.Queue.EnqueueAsync([again with { Tenant = "default" }], transaction, default))[0].IsDuplicate.Should().BeFalse();

        await Store.Queue.RecoverAsync(Recovery, default);
        await transaction.CommitAsync();

        (await Sql.ScalarAsync<Guid>(Fixture.ConnectionString, "SELECT notification_id FROM notify.idempotency_key")).Should().Be(again.Id, "that one was taken, and the other is gone");
    }

    private Task FillAsync(int oldEvery) => Sql.RunAsync(
        Fixture.ConnectionString,
        $"""
        INSERT INTO notify.idempotency_key (tenant, key, notification_id, content_hash, expires_at)
        SELECT 'default', 'key-' || n, gen_random_uuid(), n, notify.clock() + CASE WHEN n % {oldEvery} = 0 THEN interval '-1 second' ELSE interval '1 day' END
        FROM generate_series(1, {Keys}) n
        """);

    private Task<long> CountAsync(string what) => Sql.ScalarAsync<long>(Fixture.ConnectionString, $"SELECT count(*) FROM notify.idempotency_key WHERE {what}");
}
