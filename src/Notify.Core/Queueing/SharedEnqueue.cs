using System.Data.Common;
using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Queueing;

/// <summary>
/// Stores what single calls queue. Calls that come while a commit is under way share the next one, so a commit's length is waited for once or twice, whatever the load; a
/// call that comes alone is stored at once. What waits is bounded in number and in time, so that a store that hangs fills no memory and keeps nobody for ever.
/// What somebody else's transaction blocks waits apart, and nobody behind it.
/// </summary>
internal sealed class SharedEnqueue(IDeliveryQueue queue, BlockedEnqueue blocked, TimeProvider time)
{
    /// <summary>How many calls may wait; one more is refused.</summary>
    public const int MostWaiting = 10_000;

    private const int MostTogether = 500;

    private readonly Lock _lock = new();
    private readonly Queue<Call> _waiting = new();
    private bool _isStoring;
    private int _apart;

    /// <summary>Stores one.</summary>
    /// <param name="notification">It.</param>
    /// <param name="cancellationToken">Ends the waiting; what shares a commit with others is stored all the same.</param>
    public Task<EnqueueResult> EnqueueAsync(NewNotification notification, CancellationToken cancellationToken)
    {
        var call = new Call(notification, time.GetTimestamp(), cancellationToken);
        lock (_lock)
        {
            if (_isStoring)
            {
                if (_waiting.Count + Volatile.Read(ref _apart) >= MostWaiting)
                {
                    throw BlockedEnqueue.NotStored($"{MostWaiting} calls wait for the store already.");
                }

                _waiting.Enqueue(call);
                return call.Stored.Task.WaitAsync(cancellationToken);
            }

            _isStoring = true;
        }

        _ = StoreFirstAsync(call);
        return call.Stored.Task;
    }

    private async Task StoreFirstAsync(Call call)
    {
        await StoreAsync([call]).ConfigureAwait(false);
        if (Take() is { Count: > 0 } next)
        {
            // Nothing of the first caller's, its trace for instance, belongs to what others wait for.
            using var flow = ExecutionContext.SuppressFlow();
            _ = Task.Run(() => StoreOthersAsync(next));
        }
    }

    private async Task StoreOthersAsync(List<Call> calls)
    {
        for (; calls.Count > 0; calls = Take())
        {
            await StoreAsync(calls).ConfigureAwait(false);
        }
    }

    private List<Call> Take()
    {
        lock (_lock)
        {
            var calls = new List<Call>(Math.Min(_waiting.Count, MostTogether));
            while (calls.Count < MostTogether && _waiting.TryDequeue(out var call))
            {
                if (time.GetElapsedTime(call.Since) > BlockedEnqueue.LongestWait)
                {
                    call.Fail(BlockedEnqueue.NotStored($"The call waited more than {BlockedEnqueue.LongestWait} for the store."));
                }
                else if (!call.CancellationToken.IsCancellationRequested)
                {
                    calls.Add(call);
                }
            }

            _isStoring = calls.Count > 0;
            return calls;
        }
    }

    // Never throws.
    private async Task StoreAsync(List<Call> calls)
    {
        try
        {
            var token = calls.Count == 1 ? calls[0].CancellationToken : CancellationToken.None;
            var results = await queue.EnqueueAsync(calls.ConvertAll(static c => c.Notification), null, token).ConfigureAwait(false);
            for (var i = 0; i < calls.Count; i++)
            {
                calls[i].Stored.TrySetResult(results[i]);
            }
        }
        catch (StorageException e) when (e.IsBlocked)
        {
            calls.ForEach(call => _ = StoreApartAsync(call));
        }
        catch (Exception e) when (calls.Count > 1 && MayBeOneOfThem(e))
        {
            await StoreEachAsync(calls).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            calls.ForEach(call => call.Fail(e));
        }
    }

    // Which of them is blocked is not known: each goes its own way, and the line goes on. Never throws.
    private async Task StoreApartAsync(Call call)
    {
        Interlocked.Increment(ref _apart);
        try
        {
            call.Stored.TrySetResult((await blocked.RetryAsync([call.Notification], call.Since, call.CancellationToken).ConfigureAwait(false))[0]);
        }
        catch (Exception e)
        {
            call.Fail(e);
        }
        finally
        {
            Interlocked.Decrement(ref _apart);
        }
    }

    // Something is wrong with one of them, and the others need not know. Two in a row that the store fails say that it is the store.
    private async Task StoreEachAsync(List<Call> calls)
    {
        StorageException? last = null;
        for (var i = 0; i < calls.Count; i++)
        {
            await StoreAsync([calls[i]]).ConfigureAwait(false);
            var failure = calls[i].Failure as StorageException;
            if (failure is not null && last is not null)
            {
                calls[(i + 1)..].ForEach(call => call.Fail(failure));
                return;
            }

            last = failure;
        }
    }

    // A driver's error that is not transient may be about what was stored.
    private static bool MayBeOneOfThem(Exception error) =>
        error is not StorageException storage || storage is { Failure: StorageFailure.NotStored, InnerException: DbException { IsTransient: false } };

    private sealed record Call(NewNotification Notification, long Since, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<EnqueueResult> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What it failed with.</summary>
        public Exception? Failure { get; private set; }

        public void Fail(Exception error)
        {
            Failure = error;
            Stored.TrySetException(error);

            // Its caller may have gone.
            _ = Stored.Task.Exception;
        }
    }
}
