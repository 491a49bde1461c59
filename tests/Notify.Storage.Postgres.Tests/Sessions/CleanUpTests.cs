using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Sessions;

/// <summary>However the server goes about it, a clean-up does no more at once than it may.</summary>
public sealed class CleanUpTests : PostgresTest
{
    private const int Limit = 2;

    [Fact]
    public async Task Clean_up_asks_once_for_what_it_does_whatever_the_plan()
    {
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using (var filling = connection.CreateCommand())
        {
            // Of the plans that are left, one asks again for each session what is to be done.
            filling.CommandText = """
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
            await filling.ExecuteNonQueryAsync();
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
