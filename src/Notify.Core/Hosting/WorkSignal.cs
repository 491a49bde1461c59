using Notify.Storage;

namespace Notify.Hosting;

/// <summary>Wakes the workers of this process. Those of others poll.</summary>
internal sealed class WorkSignal(TimeProvider time) : IWorkSignal
{
    private TaskCompletionSource _pulse = New();

    public void Pulse()
    {
        if (!Volatile.Read(ref _pulse).Task.IsCompleted)
        {
            Volatile.Read(ref _pulse).TrySetResult();
        }
    }

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
