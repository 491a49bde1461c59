using System.Globalization;
using Npgsql;

namespace Notify.PrivateServers;

/// <summary>
/// A PostgreSQL server of one's own, on a free port of 127.0.0.1, with its data in a new folder. It goes, and its folder with it, when it is disposed of
/// and when this process ends in any way. Uses the newest PostgreSQL installed, or that of the folder NOTIFY_POSTGRES_BIN names.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private PrivatePostgres(ServerProcess server)
    {
        _server = server;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Username = server.User,
            Password = server.Password,
            Database = "postgres",
        }.ConnectionString;
        Databases = new PostgresDatabases(ConnectionString);
    }

    /// <summary>To the server's own database, as its superuser.</summary>
    public string ConnectionString { get; }

    public PostgresDatabases Databases { get; }

    public int Port => _server.Port;

    public string User => _server.User;

    public string Password => _server.Password;

    public Version Version => _server.Version;

    /// <summary>Holds the data, the log and the Unix socket.</summary>
    public string Folder => _server.Folder;

    /// <summary>What the server writes about itself.</summary>
    public string LogFile => _server.LogFile;

    /// <summary>The number of the server's main process. Of a server that is not running, it fails.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Makes a server and starts it.</summary>
    /// <exception cref="InvalidOperationException">None is installed, or it did not start; the message says which and what to do.</exception>
    public static async Task<PrivatePostgres> CreateAsync(PrivatePostgresOptions? options = null, CancellationToken cancellationToken = default) =>
        new(await ServerProcess.StartAsync(
            "postgres", (options ?? new()).Arguments(), new Dictionary<string, string>(), cancellationToken));

    public Task StopAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default) =>
        _server.RunAsync(mode == StopMode.Fast ? "stop fast" : "stop immediate", cancellationToken);

    /// <summary>Starts it on the same port as before.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _server.RunAsync("start", cancellationToken);

    public async Task RestartAsync(StopMode mode, CancellationToken cancellationToken = default)
    {
        await StopAsync(mode, cancellationToken);
        await StartAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
