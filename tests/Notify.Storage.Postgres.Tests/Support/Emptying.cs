using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>Takes away what a test has left, whatever tables the store has: all rows but those the migrations wrote.</summary>
internal static class Emptying
{
    public static readonly string Sql = $"""
        UPDATE {TestServer.Schema}.standing_clock SET now = '{ManualTimeProvider.DefaultStart:O}';
        DO $$
        DECLARE
          name regclass;
        BEGIN
          FOR name IN
            SELECT c.oid FROM pg_class c
            WHERE c.relnamespace = '{TestServer.Schema}'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT IN ('standing_clock', 'schema_version', 'actor', 'catalogue', 'secret')
          LOOP
            EXECUTE format('DELETE FROM %s', name);
          END LOOP;
        END $$;
        UPDATE {TestServer.Schema}.catalogue SET revision = 0;
        SELECT {TestServer.Schema}.ensure_partitions();
        """;
}
