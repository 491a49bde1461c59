using Notify.Hosting;

namespace Notify.AspNetCore.Tests.Support;

/// <summary>A worker whose runs last until the test lets them end.</summary>
internal sealed class HeldWorker : IWorker
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<int> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => _begun.Task;

    public int Runs { get; private set; }

    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        Runs++;
        _begun.TrySetResult();
        return await Result.Task.WaitAsync(cancellationToken);
    }
}
