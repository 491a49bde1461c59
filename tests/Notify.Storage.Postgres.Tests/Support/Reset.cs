namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>
/// Makes a used database as it was when it was new, which takes a tenth of the time that a new copy does. One whose tables are no longer the same
/// (partitions made or dropped) is not taken again.
/// </summary>
internal static class Reset
{
    /// <summary>Keeps what is in the database now as what it goes back to.</summary>
    public static Task PutInAsync(string database) => Sql.RunAsync(database, $$"""
        CREATE SCHEMA seed;
        CREATE TABLE seed.relation AS SELECT oid, relname, relkind, relispartition FROM pg_class WHERE relnamespace = '{{TestServer.Schema}}'::regnamespace;

        CREATE FUNCTION seed.go_back() RETURNS boolean LANGUAGE plpgsql AS $body$
        DECLARE
          name text;
        BEGIN
          IF EXISTS (
            SELECT FROM (SELECT oid FROM pg_class WHERE relnamespace = '{{TestServer.Schema}}'::regnamespace) c FULL JOIN seed.relation r ON r.oid = c.oid
            WHERE r.oid IS NULL OR c.oid IS NULL) THEN
            RETURN false;
          END IF;
          -- Until they have ended: a busy machine takes its time, and a pooler would hand them out meanwhile.
          LOOP
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
            EXIT WHEN NOT FOUND;
            PERFORM pg_sleep(0.002), pg_stat_clear_snapshot();
          END LOOP;
          FOR name IN SELECT relname FROM seed.relation WHERE relkind IN ('r', 'p') AND NOT relispartition LOOP
            EXECUTE format('DELETE FROM {{TestServer.Schema}}.%I', name);
          END LOOP;
          FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'seed'::regnamespace AND relname <> 'relation' LOOP
            EXECUTE format('INSERT INTO {{TestServer.Schema}}.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM seed.%1$I', name);
          END LOOP;
          RETURN true;
        END
        $body$;

        DO $body$
        DECLARE
          name text;
          has_rows boolean;
        BEGIN
          FOR name IN SELECT relname FROM seed.relation WHERE relkind IN ('r', 'p') AND NOT relispartition LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM {{TestServer.Schema}}.%I)', name) INTO has_rows;
            IF has_rows THEN
              EXECUTE format('CREATE TABLE seed.%1$I AS TABLE {{TestServer.Schema}}.%1$I', name);
            END IF;
          END LOOP;
        END
        $body$;
        """);

    /// <summary>Whether it is as it was.</summary>
    public static Task<bool> GoBackAsync(string database) => Sql.ScalarAsync<bool>(database, "SELECT seed.go_back()");
}
