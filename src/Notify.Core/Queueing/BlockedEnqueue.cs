using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Queueing;

/// <summary>
/// Stores past what blocks it: asks the store again until somebody else's transaction has ended, or the time is over. Few ask at once, in turn, since each keeps
/// one of the store's connections while it asks.
/// </summary>
internal sealed class BlockedEnqueue(IDeliveryQueue queue, TimeProvider time) : IDisposable
{
    /// <summary>How long a call waits until its commit begins.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private const string Operation = "enqueue";
    private const int MostAtOnce = 2;

    // Before the next try; a store that does not wait at all is not asked without end.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Stores a batch; where it is blocked, as <see cref="RetryAsync"/> does.</summary>
    /// <param name="notifications">The batch.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<NewNotification> notifications, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        try
        {
            return await queue.EnqueueAsync(notifications, null, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException e) when (e.IsBlocked)
        {
            return await RetryAsync(notifications, since, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores what was blocked, when its turn comes.</summary>
    /// <param name="notifications">What to store.</param>
    /// <param name="since">When it was first asked for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<EnqueueResult>> RetryAsync(IReadOnlyList<NewNotification> notifications, long since, CancellationToken cancellationToken)
    {
        while (true)
        {
            await TakePlaceAsync(LongestWait - time.GetElapsedTime(since), cancellationToken).ConfigureAwait(false);
            try
            {
                return await queue.EnqueueAsync(notifications, null, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException e) when (e.IsBlocked)
            {
                // To the end of those that wait: some may only have come along with one that is blocked.
            }
            finally
            {
                _places.Release();
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The exception of a call that waited in vain.</summary>
    public static StorageException NotStored(string why) => new(StorageFailure.NotStored, Operation, new TimeoutException(why));

    public void Dispose() => _places.Dispose();

    private async Task TakePlaceAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        if (left <= TimeSpan.Zero)
        {
            throw TooLong();
        }

        if (await _places.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        using var end = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooLong();
        }
    }

    private static StorageException TooLong() =>
        NotStored($"A transaction that is still open has the same idempotency key, and the call waited {LongestWait} for its end. Commit soon after QueueAsync(notification, transaction).");
}
