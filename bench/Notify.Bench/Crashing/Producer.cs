using Notify.Storage;

namespace Notify.Bench.Crashing;

/// <summary>Queues at a steady rate, and repeats what the store may not have, as an app with idempotency keys does.</summary>
internal sealed class Producer(INotifier notifier, Traffic traffic, int rate)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private int _repeated;

    /// <summary>Calls that failed and were repeated.</summary>
    public int Repeated => _repeated;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        var running = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            running.Add(QueueAsync(traffic.Next()));
            try
            {
                await timer.WaitForNextTickAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(running);
    }

    /// <summary>Queues one, however often it takes.</summary>
    public async Task QueueAsync(Notification notification)
    {
        while (true)
        {
            try
            {
                await notifier.QueueAsync(notification, CancellationToken.None);
                traffic.Note(notification);
                return;
            }
            catch (StorageException)
            {
                Interlocked.Increment(ref _repeated);
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }
}
