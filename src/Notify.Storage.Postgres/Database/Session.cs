using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>A connection for the length of one operation, in a transaction or not.</summary>
internal sealed class Session(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction? transaction, bool isCallers = false)
{
    public PostgresDatabase Database => database;

    public NpgsqlConnection Connection => connection;

    /// <summary>Whether the transaction is the app's own.</summary>
    public bool IsCallers => isCallers;

    /// <summary>A command with the schema put in; parameters are added in the order of <c>$1</c>, <c>$2</c>, …</summary>
    public NpgsqlCommand Command(string sql) => new(database.WithSchema(sql), connection, transaction);

    public NpgsqlBatch Batch() => new(connection, transaction);

    public NpgsqlBatchCommand BatchCommand(string sql) => new(database.WithSchema(sql));
}
