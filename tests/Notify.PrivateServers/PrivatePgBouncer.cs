using Npgsql;

namespace Notify.PrivateServers;

/// <summary>
/// A PgBouncer of one's own in transaction mode, before a PostgreSQL server; lives as <see cref="PrivatePostgres"/> does. Uses the one installed, or the
/// program NOTIFY_PGBOUNCER names.
/// </summary>
public sealed class PrivatePgBouncer : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private PrivatePgBouncer(ServerProcess server) => _server = server;

    public int Port => _server.Port;

    public Version Version => _server.Version;

    /// <summary>What it writes about itself.</summary>
    public string LogFile => _server.LogFile;

    /// <summary>Makes a pooler and starts it.</summary>
    /// <param name="connectionString">To any database of the server it stands before.</param>
    /// <param name="settings">Settings of its section <c>[pgbouncer]</c>, for instance <c>default_pool_size</c>.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    /// <exception cref="InvalidOperationException">None is installed, or it did not start; the message says which and what to do.</exception>
    public static async Task<PrivatePgBouncer> CreateAsync(
        string connectionString, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NOTIFY_SERVER"] = $"{server.Port} {server.Username} {server.Password}" };
        return new(await ServerProcess.StartAsync(
            "pgbouncer", (settings ?? new Dictionary<string, string>()).Select(s => $"{s.Key}={s.Value}"), environment, cancellationToken));
    }

    /// <summary>The same database, by way of the pooler.</summary>
    public string Through(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _server.Port }.ConnectionString;

    /// <summary>Stops it; its connections break.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _server.RunAsync("stop immediate", cancellationToken);

    /// <summary>Starts it on the same port as before.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _server.RunAsync("start", cancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
