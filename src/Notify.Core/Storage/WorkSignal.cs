namespace Notify.Storage;

/// <summary>
/// Wakes the workers of this process; those of others poll. What is used unless the store registers its own, which may build on this one. Thread-safe.
/// </summary>
/// <param name="time">Times the waiting.</param>
public sealed class WorkSignal(TimeProvider time) : IWorkSignal
{
    private TaskCompletionSource _pulse = New();

    /// <inheritdoc/>
    public void Pulse()
    {
        if (!Volatile.Read(ref _pulse).Task.IsCompleted)
        {
            Volatile.Read(ref _pulse).TrySetResult();
        }
    }

    /// <inheritdoc/>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var pulse = Volatile.Read(ref _pulse);
        if (pulse.Task.IsCompleted)
        {
            Interlocked.CompareExchange(ref _pulse, New(), pulse);
            return;
        }

        try
        {
            await pulse.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return;
        }

        Interlocked.CompareExchange(ref _pulse, New(), pulse);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
