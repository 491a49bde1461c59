using Notify.Storage;

namespace Notify.Queueing;

/// <summary>
/// Asks the store again for what somebody else's open transaction blocks, until that has ended or the time is over. Whatever is blocked, keys and contacts alike, shares a
/// few places, since each keeps one of the store's connections while it asks. What was not tried by itself yet goes first: it may only have come along with what is blocked.
/// </summary>
internal sealed class BlockedLine(TimeProvider time)
{
    /// <summary>How many may wait of each kind, not tried yet and blocked; one more is refused.</summary>
    public const int MostWaiting = 10_000;

    /// <summary>How long a call waits until its last try begins.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // Half of the connections a store has at least.
    private const int MostAtOnce = 2;

    // However many new ones come, what was blocked gets every fourth place.
    private const int RepeatEvery = 4;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(320);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _firsts = new();
    private readonly LinkedList<TaskCompletionSource> _repeats = new();
    private int _free = MostAtOnce;
    private int _given;
    private int _blocked;

    /// <summary>Whether a call is known to be blocked.</summary>
    public bool IsAnyBlocked => Volatile.Read(ref _blocked) > 0;

    /// <summary>Runs what may be blocked: at once where nothing else is, else in a place.</summary>
    /// <param name="operation">What it is, for who has to be told that it failed.</param>
    /// <param name="work">Asks the store, which says <see cref="StorageException.IsBlocked"/> after a moment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<T> RunAsync<T>(string operation, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var isTried = !IsAnyBlocked;
        if (isTried)
        {
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException e) when (e.IsBlocked)
            {
                // In turn, then.
            }
        }

        return await RunInTurnAsync(operation, work, since, isTried, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs what was blocked, by itself or with others, when its turn comes.</summary>
    /// <param name="operation">What it is, for who has to be told that it failed.</param>
    /// <param name="work">Asks the store.</param>
    /// <param name="since">When it was first asked for.</param>
    /// <param name="isTried">Whether it is known that this one is blocked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<T> RunInTurnAsync<T>(
        string operation, Func<CancellationToken, Task<T>> work, long since, bool isTried, CancellationToken cancellationToken)
    {
        if (!isTried)
        {
            await TakePlaceAsync(_firsts, operation, since, cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException e) when (e.IsBlocked)
            {
                // By itself.
            }
            finally
            {
                Release();
            }
        }

        return await RepeatAsync(operation, work, since, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> RepeatAsync<T>(string operation, Func<CancellationToken, Task<T>> work, long since, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _blocked) > MostWaiting)
            {
                throw Failed(operation, $"{MostWaiting} calls wait for the end of open transactions already.", isBlocked: true);
            }

            for (var pause = ShortestPause; ; pause = pause < LongestPause ? pause * 2 : pause)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                await TakePlaceAsync(_repeats, operation, since, cancellationToken).ConfigureAwait(false);
                try
                {
                    return await work(cancellationToken).ConfigureAwait(false);
                }
                catch (StorageException e) when (e.IsBlocked)
                {
                    // To the end of those that wait.
                }
                finally
                {
                    Release();
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _blocked);
        }
    }

    private async Task TakePlaceAsync(LinkedList<TaskCompletionSource> line, string operation, long since, CancellationToken cancellationToken)
    {
        var left = LongestWait - time.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
        {
            throw TooLong(line, operation);
        }

        LinkedListNode<TaskCompletionSource> place;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            place = line.Count < MostWaiting
                ? line.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
                : throw Failed(operation, $"{MostWaiting} calls wait for their turn already, behind those that open transactions block.", isBlocked: false);
        }

        try
        {
            await place.Value.Task.WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Leave(place);
            throw TooLong(line, operation);
        }
        catch
        {
            Leave(place);
            throw;
        }
    }

    private void Leave(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_lock)
        {
            if (place.List is { } line)
            {
                line.Remove(place);
                return;
            }
        }

        // It was given one in the same moment.
        Release();
    }

    private void Release()
    {
        lock (_lock)
        {
            var isRepeats = _repeats.Count > 0 && (_firsts.Count == 0 || ++_given % RepeatEvery == 0);
            var line = isRepeats ? _repeats : _firsts;
            if (line.First is not { } next)
            {
                _free++;
                return;
            }

            line.RemoveFirst();
            next.Value.SetResult();
        }
    }

    private StorageException TooLong(LinkedList<TaskCompletionSource> line, string operation) => line == _repeats
        ? Failed(
            operation,
            $"A transaction that is still open holds the same idempotency key or new contact, and the call waited {LongestWait} for its end. Commit soon after QueueAsync(notification, transaction).",
            isBlocked: true)
        : Failed(operation, $"The call waited {LongestWait} for its turn behind those that open transactions block.", isBlocked: false);

    private static StorageException Failed(string operation, string why, bool isBlocked) =>
        new(StorageFailure.NotStored, operation, new TimeoutException(why)) { IsBlocked = isBlocked };
}
