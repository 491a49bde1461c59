namespace Notify.Testing.Sending;

/// <summary>Those who wait until a count is reached. Guarded by its owner's lock.</summary>
internal sealed class CountWaiters
{
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public Task WaitAsync(int count, int now)
    {
        if (now >= count)
        {
            return Task.CompletedTask;
        }

        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add((count, reached));
        return reached.Task;
    }

    public void Tell(int now) => _waiters.RemoveAll(w => now >= w.Count && w.Reached.TrySetResult());
}
