using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary>The worker in this process.</summary>
internal sealed class OwnWorker(BenchHost host) : ITimedWorker
{
    public Task<int> CountAsync() => Task.FromResult(host.SentAt.Count);

    public Task<IReadOnlyDictionary<string, long>> SentAtAsync() => Task.FromResult<IReadOnlyDictionary<string, long>>(host.SentAt);
}
