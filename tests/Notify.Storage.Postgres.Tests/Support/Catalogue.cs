using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>Everything that is in a schema, as lines of text, so that two can be compared.</summary>
internal static class Catalogue
{
    private const string Query = """
        SELECT format('%s %s %s %s', c.relkind, c.relname, c.reloptions, pg_get_expr(c.relpartbound, c.oid)) AS line
        FROM pg_class c WHERE c.relnamespace = 'notify'::regnamespace
        UNION ALL
        SELECT format('column %s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
        WHERE c.relnamespace = 'notify'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
        UNION ALL
        SELECT format('index %s', pg_get_indexdef(i.indexrelid))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'notify'::regnamespace
        UNION ALL
        SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'notify'::regnamespace
        UNION ALL
        SELECT format('function %s', pg_get_functiondef(oid))
        FROM pg_proc WHERE pronamespace = 'notify'::regnamespace
        UNION ALL
        SELECT format('version %s %s %s', version, functions, revision) FROM notify.schema_version
        UNION ALL
        SELECT format('actor %s %s', actor_id, name) FROM notify.actor
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(Query);
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
