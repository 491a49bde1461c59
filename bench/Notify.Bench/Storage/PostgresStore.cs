using Npgsql;
using Notify.PrivateServers;

namespace Notify.Bench.Storage;

/// <summary>Schemas of a database: the one that was given, or one of a private server started for this run.</summary>
internal sealed class PostgresStore : IBenchStore
{
    private readonly List<string> _schemas = [];
    private readonly PrivatePostgres? _server;

    private PostgresStore(string connection, PrivatePostgres? server) => (Connection, _server) = (connection, server);

    public string Connection { get; }

    public static async Task<PostgresStore> OpenAsync(string? connection)
    {
        if (connection is not null)
        {
            return new PostgresStore(connection, null);
        }

        var server = await BenchServer.StartAsync();
        return new PostgresStore(server.ConnectionString, server);
    }

    public StorePlace NewPlace()
    {
        var schema = $"bench_{Guid.NewGuid():N}";
        _schemas.Add(schema);
        return new StorePlace("postgres", Connection, schema);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
            return;
        }

        foreach (var schema in _schemas)
        {
            await Sql.RunAsync(Connection, $"SET client_min_messages = warning; DROP SCHEMA IF EXISTS {schema} CASCADE");
        }
    }
}
