using Npgsql;

namespace Notify.Bench.Storage;

/// <summary>Watches how many connections Notify has open.</summary>
internal sealed class ConnectionCount : IAsyncDisposable
{
    // The name the store gives its connections.
    private const string Query = "SELECT count(*)::integer FROM pg_stat_activity WHERE application_name = 'notify'";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task<int> _most;

    private ConnectionCount(string connection) => _most = WatchAsync(connection, _stopping.Token);

    public static ConnectionCount Start(StorePlace place) => new(place.Location);

    /// <summary>The most there were.</summary>
    public async Task<int?> StopAsync()
    {
        await _stopping.CancelAsync();
        return await _most;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private static async Task<int> WatchAsync(string text, CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { ApplicationName = "bench-beside" }.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(Query, connection);
        var most = 0;
        while (!stopping.IsCancellationRequested)
        {
            most = Math.Max(most, (int)(await command.ExecuteScalarAsync(CancellationToken.None))!);
            await Task.Delay(Interval, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return most;
    }
}
