using Npgsql;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>Fallbacks that an unread webhook holds up cost maintenance nothing, however many there are, and hide none that is due.</summary>
public sealed class HeldFallbacksTests : PostgresTest
{
    private const int Held = 20_000;
    private const int Due = 5;
    private const int MostLooks = 200;

    [Fact]
    public async Task Fire_due_beside_thousands_held_up_looks_at_those_that_are_due()
    {
        Fixture.ChangesTables = true;
        await Sql.RunAsync(Fixture.ConnectionString, $"""
            INSERT INTO notify.flow (tenant, channel, account, domain, template, priority)
            SELECT 'default', c, 'main', 'orders', 'shipped', 2 FROM unnest(ARRAY['whatsapp', 'email', 'sms']) c;
            CREATE TEMPORARY TABLE pair AS
            SELECT gen_random_uuid() AS id, gen_random_uuid() AS held, n, CASE WHEN n <= {Held + Due} THEN 'whatsapp' ELSE 'email' END AS channel,
              notify.clock() - interval '3 hours' AS queued_at, notify.clock() - CASE WHEN n <= {Held} THEN interval '1 minute' ELSE interval '2 hours' END AS fires_at
            FROM generate_series(1, {Held + (2 * Due)}) n;
            INSERT INTO notify.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, correlation_id, payload, fallback_id)
            SELECT p.id, p.queued_at, nextval('notify.entry_number'), gen_random_uuid(), f.flow_id, 0, p.queued_at, '', '', p.held
            FROM pair p JOIN notify.flow f ON f.channel = p.channel;
            INSERT INTO notify.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, correlation_id, payload, primary_id)
            SELECT p.held, p.queued_at, nextval('notify.entry_number'), gen_random_uuid(), f.flow_id, 0, p.queued_at, '', '', p.id
            FROM pair p JOIN notify.flow f ON f.channel = 'sms';
            INSERT INTO notify.live (id, queued_at, ready_at, number, flow_id, state, due_at, primary_id, fires_at, falls_from)
            SELECT m.id, m.queued_at, 'infinity', m.number, m.flow_id, 12, m.due_at, m.primary_id, p.fires_at, p.channel
            FROM pair p JOIN notify.message m ON m.id = p.held;
            INSERT INTO notify.webhook (received_at, due_at, channel, reader, route, body)
            VALUES (notify.clock() - interval '1 hour', notify.clock(), 'whatsapp', 'reader', 'route', '');
            """);
        await Sql.RunAsync(Fixture.ConnectionString, "VACUUM ANALYZE notify.live, notify.message, notify.flow");

        var (fellBack, looks) = await FireAsync();

        fellBack.Should().Be(2 * Due, "they came to their end before the webhook came, or wait for another channel");
        looks.Should().BeLessThan(MostLooks);
    }

    private async Task<(int FellBack, long Looks)> FireAsync()
    {
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var fire = new NpgsqlCommand("SELECT fell_back FROM notify.fire_due(100, 1)", connection);
        var fellBack = (int)(await fire.ExecuteScalarAsync())!;
        await using var count = new NpgsqlCommand(
            "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_xact_user_tables WHERE schemaname = 'notify' AND relname IN ('live', 'webhook')", connection);
        return (fellBack, (long)(await count.ExecuteScalarAsync())!);
    }
}
