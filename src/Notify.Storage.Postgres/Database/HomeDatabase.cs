using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>Tells the database everything is kept in from others, by whatever way a connection reaches it.</summary>
internal sealed class HomeDatabase(PostgresDatabase database)
{
    private static readonly SqlFile Sql = SqlFile.Of("Database/home");

    private readonly Lazy<NpgsqlConnectionStringBuilder> _own = new(() => new NpgsqlConnectionStringBuilder(database.Source.ConnectionString));
    private string? _identity;

    /// <summary>Whether the connection of an app's transaction is to it.</summary>
    public async ValueTask<bool> IsReachedByAsync(Session callers, CancellationToken cancellationToken)
    {
        var connection = callers.Connection;
        if (connection.Host == _own.Value.Host && connection.Port == _own.Value.Port && connection.Database == _own.Value.Database)
        {
            return true;
        }

        // By another name, or by way of a pooler.
        _identity ??= await database.RunAsync("tell its database", ReadAsync, cancellationToken).ConfigureAwait(false);

        // Never what may fail: an error would undo the app's own work, and its commit would not say so.
        var mayRead = await callers.ReadAsync(Sql["reach"], p => p.With(database.Options.Schema), r => r.GetBoolean(0), cancellationToken).ConfigureAwait(false);
        return mayRead[0] && await ReadAsync(callers, cancellationToken).ConfigureAwait(false) == _identity;
    }

    private static async Task<string> ReadAsync(Session session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql["identity"], _ => { }, r => r.GetString(0), cancellationToken).ConfigureAwait(false)).SingleOrDefault() ?? "";
}
