using Microsoft.Extensions.Logging;
using Npgsql;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Signals;

/// <summary>Hears what other processes queued, on a connection of its own. While it has none, workers poll, and it tries again.</summary>
internal sealed class WakeListener(PostgresDatabase database, WorkSignal own, WakeSender sender, InboxWake inbox, TimeProvider time, ILogger<WakeListener> logger) : IDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly SqlFile Sql = SqlFile.Of("Signals/wake");

    private readonly CancellationTokenSource _stopping = new();
    private bool _isStarted;
    private int _failures;

    /// <summary>Begins to listen, where that is not switched off. Calling it again does nothing.</summary>
    public void Start()
    {
        if (!Volatile.Read(ref _isStarted) && !Interlocked.Exchange(ref _isStarted, true) && database.ListenChannel is { } channel)
        {
            _ = Task.Run(() => RunAsync(channel, _stopping.Token));
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(string channel, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(channel, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (_failures++ == 0)
                {
                    logger.ListenLost(e.GetType().Name, (e as PostgresException)?.SqlState);
                }
            }

            await Task.Delay(PauseAfter(_failures), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Ends only by an exception.
    private async Task ListenAsync(string channel, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        connection.Notification += Hear;
        await ExecuteAsync(connection, Sql["listen"].Replace("{channel}", channel, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
        if (_failures > 0)
        {
            _failures = 0;
            logger.ListenBack();
        }

        sender.ForgetEcho();
        // For what was queued while nobody listened.
        own.Pulse();
        inbox.Begin();
        while (true)
        {
            if (!await connection.WaitAsync(Heartbeat, cancellationToken).ConfigureAwait(false))
            {
                // A connection that is silently gone is not noticed by waiting.
                await ExecuteAsync(connection, Sql["alive"], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Hear(object source, NpgsqlNotificationEventArgs notification)
    {
        if (notification.Payload.Length > 0)
        {
            inbox.Hear(notification.Payload, notification.PID);
        }
        else if (!sender.IsEcho(notification.PID))
        {
            own.Pulse();
        }
    }

    // Where the app gave a data source, its password is known to that alone: one of its connections is kept.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (database.Options.DataSource is { } given)
        {
            return await given.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }

        var connection = new NpgsqlConnection(DataSources.ListenerText(database.Options));
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // Hosts that lost it together must not come back together.
    private static TimeSpan PauseAfter(int failures)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.25 * Math.Pow(2, Math.Min(failures, 8))));
        return pause * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }
}
