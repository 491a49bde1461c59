using Notify.Storage.Postgres.Setup;

namespace Notify.Storage.Postgres;

/// <summary>The store's schema as a script, for those who run migrations by hand.</summary>
public static class PostgresSchema
{
    /// <summary>
    /// The script that makes the schema, or brings an older one up to date, for <c>psql</c> or whatever runs SQL: one transaction, and running it again changes
    /// nothing. It is what <see cref="PostgresOptions.MigrateOnStart"/> runs.
    /// </summary>
    /// <param name="schema">The schema's name; see <see cref="PostgresOptions.Schema"/>.</param>
    /// <exception cref="ArgumentException">No schema may have that name.</exception>
    public static string Script(string schema = "notify") => SchemaName.IsValid(schema)
        ? MigrationScript.Whole().Replace("{schema}", SchemaName.Quote(schema), StringComparison.Ordinal)
        : throw new ArgumentException($"'{schema}' is no name for the schema. Use {SchemaName.Rule}.", nameof(schema));
}
