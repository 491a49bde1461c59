namespace Notify.Storage.Postgres.Signals;

/// <summary>
/// Wakes the inbox's loops of this process at once, and those of others by LISTEN and NOTIFY. It listens from the first time somebody waits on, so a host that
/// only takes webhooks in keeps no connection for it.
/// </summary>
internal sealed class PostgresInboxSignal(InboxWake wake, WakeListener listener) : IInboxSignal
{
    public void Pulse(InboxWork work) => wake.Pulse(work);

    public Task WaitAsync(InboxWork work, TimeSpan atMost, CancellationToken cancellationToken)
    {
        listener.Start();
        return wake.Own.WaitAsync(work, atMost, cancellationToken);
    }
}
