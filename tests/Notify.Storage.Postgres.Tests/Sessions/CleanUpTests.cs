using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Sessions;

/// <summary>However the server goes about it, a clean-up does no more at once than it may.</summary>
public sealed class CleanUpTests : PostgresTest
{
    private const int Limit = 2;

    // Of the plans that are left, one asks again for each session what is to be done.
    private const string Filling = """
        INSERT INTO notify.session (id, contact_id, started_at, active_at, expires_at, ended_at, version, status, tenant, started_over, last_channel)
        SELECT gen_random_uuid(), gen_random_uuid(), notify.clock() - interval '3 days', notify.clock() - interval '3 days', notify.clock() - interval '2 days',
          CASE WHEN n % 2 = 0 THEN notify.clock() - interval '2 days' END, 1, CASE WHEN n % 2 = 0 THEN 2 ELSE 0 END, 'acme', 'whatsapp', 'whatsapp'
        FROM generate_series(1, 20) n;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        SET enable_hashagg = off;
        SET enable_sort = off;
        SET enable_material = off;
        """;

    // What a clean-up must not be like.
    private const string AsksAgain = """
        WITH old AS (
          DELETE FROM notify.session s
          WHERE s.id IN (SELECT o.id FROM notify.session o WHERE o.status = 2 ORDER BY o.ended_at LIMIT $1 FOR UPDATE SKIP LOCKED)
          RETURNING 1
        )
        SELECT count(*) FROM old
        """;

    [Fact]
    public async Task Clean_up_asks_once_for_what_it_does_whatever_the_plan()
    {
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using (var filling = new NpgsqlCommand(Filling, connection))
        {
            await filling.ExecuteNonQueryAsync();
        }

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var asking = new NpgsqlCommand(AsksAgain, connection, transaction) { Parameters = { new() { Value = Limit } } };
            (await asking.ExecuteScalarAsync()).Should().BeOfType<long>().Which.Should().BeGreaterThan(Limit, "else no such plan is forced, and this test shows nothing");
        }

        await using var cleaning = new NpgsqlCommand(SqlFile.Of("Sessions/session")["clean_up"].Replace("{schema}", TestServer.Schema, StringComparison.Ordinal), connection)
        {
            Parameters = { new() { Value = TimeSpan.FromDays(1) }, new() { Value = Limit } },
        };
        await using var done = await cleaning.ExecuteReaderAsync();
        await done.ReadAsync();

        (done.GetInt32(0), done.GetInt32(1)).Should().Be((Limit, Limit));
    }
}
