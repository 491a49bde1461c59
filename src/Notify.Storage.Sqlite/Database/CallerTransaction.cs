namespace Notify.Storage.Sqlite.Database;

/// <summary>The app's own transaction, which this store cannot write in: its database is a file of Notify's own, with one writer.</summary>
internal static class CallerTransaction
{
    public static NotSupportedException NotSupported() => new(
        "The SQLite store cannot queue inside your transaction. Use the PostgreSQL store (UsePostgres) and give a transaction of its database; "
        + "or queue after your commit, with an idempotency key so that repeating is safe.");
}
