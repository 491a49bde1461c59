using Notify.Storage.Postgres.Setup;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A schema as an earlier package left it: the steps up to one, and no more of the functions than partitions take.</summary>
internal static class OlderSchema
{
    public static async Task MakeAsync(string database, int version)
    {
        var functions = Migrations.Functions.Where(f => f.Contains("FUNCTION {schema}.clock()", StringComparison.Ordinal)
            || f.Contains("FUNCTION {schema}.ensure_partitions()", StringComparison.Ordinal));
        var steps = Enumerable.Range(1, version).Select(v => $"{Migrations.Sql(v)}; INSERT INTO notify.schema_version (version) VALUES ({v});");
        await Sql.RunAsync(database, $"""
            CREATE SCHEMA notify;
            CREATE TABLE notify.schema_version (
              version integer NOT NULL PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), functions text NOT NULL DEFAULT '', revision integer NOT NULL DEFAULT 0);
            {string.Concat(steps.Concat(functions)).Replace("{schema}", "notify", StringComparison.Ordinal)};
            SELECT notify.ensure_partitions()
            """);
    }
}
