using System.Data.Common;
using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Queueing;

/// <summary>
/// Stores what single calls queue. Calls that come while a commit is under way share the next one, so a commit's length is waited for once or twice, whatever the load; a
/// call that comes alone is stored at once. What waits is bounded in number and in time, so that a store that hangs fills no memory and keeps nobody for ever.
/// What somebody else's transaction blocks waits apart, not counted among these, and nobody behind it.
/// </summary>
internal sealed class SharedEnqueue(IDeliveryQueue queue, BlockedLine blocked, TimeProvider time)
{
    /// <summary>How many calls may wait; one more is refused.</summary>
    public const int MostWaiting = 10_000;

    private const string Operation = "enqueue";
    private const int MostTogether = 500;

    // How often those that wait are looked at while the store does not answer.
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<Call> _waiting = new();
    private bool _isStoring;

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
                if (_waiting.Count >= MostWaiting)
                {
                    throw NotStored($"{MostWaiting} calls wait for the store already.");
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
        await StoreWatchedAsync([call]).ConfigureAwait(false);
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
            await StoreWatchedAsync(calls).ConfigureAwait(false);
        }
    }

    // However long the store takes for these, the others wait no longer than they may. Never throws.
    private async Task StoreWatchedAsync(List<Call> calls)
    {
        for (var storing = StoreAsync(calls); !storing.IsCompleted;)
        {
            try
            {
                await storing.WaitAsync(Watch, time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                lock (_lock)
                {
                    FailLate();
                }
            }
        }
    }

    private List<Call> Take()
    {
        lock (_lock)
        {
            FailLate();
            var calls = new List<Call>(Math.Min(_waiting.Count, MostTogether));
            while (calls.Count < MostTogether && _waiting.TryDequeue(out var call))
            {
                if (!call.CancellationToken.IsCancellationRequested)
                {
                    calls.Add(call);
                }
            }

            _isStoring = calls.Count > 0;
            return calls;
        }
    }

    private void FailLate()
    {
        while (_waiting.TryPeek(out var call) && time.GetElapsedTime(call.Since) > BlockedLine.LongestWait)
        {
            _waiting.Dequeue().Fail(NotStored($"The call waited more than {BlockedLine.LongestWait} for the store."));
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
            calls.ForEach(call => _ = StoreApartAsync(call, isTried: calls.Count == 1));
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

    // Which of several is blocked is not known: each goes its own way, and the line goes on. Never throws.
    private async Task StoreApartAsync(Call call, bool isTried)
    {
        try
        {
            var results = await blocked.RunInTurnAsync(
                Operation, token => queue.EnqueueAsync([call.Notification], null, token), call.Since, isTried, call.CancellationToken).ConfigureAwait(false);
            call.Stored.TrySetResult(results[0]);
        }
        catch (Exception e)
        {
            call.Fail(e);
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

    private static StorageException NotStored(string why) => new(StorageFailure.NotStored, Operation, new TimeoutException(why));

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
