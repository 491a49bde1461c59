namespace Notify.Storage.Postgres.Signals;

/// <summary>
/// Wakes the workers of this process at once, and those of others by LISTEN and NOTIFY. It listens from the first time somebody waits on, so a host that only
/// queues keeps no connection for it.
/// </summary>
internal sealed class PostgresWorkSignal(WorkSignal own, WakeSender sender, WakeListener listener) : IWorkSignal
{
    public void Pulse()
    {
        own.Pulse();
        sender.Send();
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        listener.Start();
        return own.WaitAsync(atMost, cancellationToken);
    }
}
