using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Signals;

/// <summary>Tells other processes that there is work: one notification for all that was queued within 10 ms, on a pooled connection and outside every transaction.</summary>
/// <param name="database">The database.</param>
/// <param name="time">Times the pauses.</param>
/// <param name="payload">Which work; empty for deliveries.</param>
internal sealed class WakeSender(PostgresDatabase database, TimeProvider time, string payload = "") : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly SqlFile Sql = SqlFile.Of("Signals/wake");

    private readonly CancellationTokenSource _stopping = new();
    private bool _isWanted;
    private bool _isSending;
    private int _echo;

    /// <summary>Returns at once.</summary>
    public void Send()
    {
        if (database.WakeChannel is not { } channel)
        {
            return;
        }

        Volatile.Write(ref _isWanted, true);
        if (!Interlocked.Exchange(ref _isSending, true))
        {
            _ = Task.Run(() => SendAsync(channel, _stopping.Token));
        }
    }

    /// <summary>What was sent until now is not heard here any more: nobody listened.</summary>
    public void ForgetEcho() => Volatile.Write(ref _echo, 0);

    /// <summary>Whether a notification is the one this process sent last, whose workers know already. True once for each.</summary>
    public bool IsEcho(int processId) => Interlocked.CompareExchange(ref _echo, 0, processId) == processId;

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task SendAsync(string channel, CancellationToken cancellationToken)
    {
        do
        {
            while (Interlocked.Exchange(ref _isWanted, false) && !cancellationToken.IsCancellationRequested)
            {
                await TrySendAsync(channel, cancellationToken).ConfigureAwait(false);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            Volatile.Write(ref _isSending, false);
        }
        while (Volatile.Read(ref _isWanted) && !cancellationToken.IsCancellationRequested && !Interlocked.Exchange(ref _isSending, true));
    }

    private async Task TrySendAsync(string channel, CancellationToken cancellationToken)
    {
        try
        {
            await database.RunAsync(
                "wake workers",
                async (session, token) =>
                {
                    Volatile.Write(ref _echo, session.Connection.ProcessID);
                    var command = session.Command(Sql["wake"]);
                    await using var _ = command.ConfigureAwait(false);
                    command.Parameters.With(channel).With(payload);
                    return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A hint that is lost costs a poll; what is wrong with the database others say. The next notification of that connection is another's.
            ForgetEcho();
        }
    }
}
