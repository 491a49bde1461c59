namespace Notify.Storage.Postgres;

/// <summary>The store's schema as a script, for those who run migrations by hand.</summary>
public static class PostgresSchema
{
    /// <summary>The script that makes the schema, or brings an older one up to date; running it again changes nothing.</summary>
    /// <param name="schema">The schema's name.</param>
    public static string Script(string schema = "notify") => throw new NotSupportedException(schema);
}
