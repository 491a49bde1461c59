using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Queueing;

/// <summary>
/// Stores what single calls queue. Calls that come while a commit is under way share the next one, so a commit's length is waited for once or twice, whatever the load; a
/// call that comes alone is stored at once.
/// </summary>
internal sealed class SharedEnqueue(IDeliveryQueue queue)
{
    private const int MostTogether = 500;

    private readonly Lock _lock = new();
    private readonly Queue<Call> _waiting = new();
    private bool _isStoring;

    /// <summary>Stores one.</summary>
    /// <param name="notification">It.</param>
    /// <param name="cancellationToken">Ends the waiting; what shares a commit with others is stored all the same.</param>
    public Task<EnqueueResult> EnqueueAsync(NewNotification notification, CancellationToken cancellationToken)
    {
        var call = new Call(notification, cancellationToken);
        lock (_lock)
        {
            if (_isStoring)
            {
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
                if (!call.CancellationToken.IsCancellationRequested)
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
        catch (Exception e) when (calls.Count > 1 && e is not StorageException)
        {
            // Something is wrong with one of them: the others need not know.
            foreach (var call in calls)
            {
                await StoreAsync([call]).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            foreach (var call in calls)
            {
                call.Stored.TrySetException(e);

                // Its caller may have gone.
                _ = call.Stored.Task.Exception;
            }
        }
    }

    private sealed record Call(NewNotification Notification, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<EnqueueResult> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
