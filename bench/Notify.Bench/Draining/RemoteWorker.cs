using System.Globalization;
using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary>A worker in a process of its own.</summary>
internal sealed class RemoteWorker : ITimedWorker, IAsyncDisposable
{
    private readonly ChildProcess _process;

    private RemoteWorker(ChildProcess process) => _process = process;

    public static async Task<RemoteWorker> StartAsync(WorkOrder order) => new(await WorkerGroup.StartAsync(order with { Serves = true }));

    public async Task<int> CountAsync()
    {
        await _process.WriteLineAsync("count");
        return int.Parse((await _process.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyDictionary<string, long>> SentAtAsync()
    {
        await _process.WriteLineAsync(WorkCommand.End);
        return Report.Read<Dictionary<string, long>>((await _process.ReadLineAsync())!);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
