using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary>Worker processes that begin together.</summary>
internal sealed class WorkerGroup : IAsyncDisposable
{
    private readonly List<ChildProcess> _workers = [];

    public static async Task<WorkerGroup> StartAsync(int count, Func<Task<WorkOrder>> order)
    {
        var group = new WorkerGroup();
        for (var i = 0; i < count; i++)
        {
            group._workers.Add(await StartAsync(await order()));
        }

        return group;
    }

    /// <summary>One process that has got its order and is ready to begin.</summary>
    public static async Task<ChildProcess> StartAsync(WorkOrder order)
    {
        var worker = ChildProcess.StartSelf(WorkCommand.Name);
        await worker.WriteLineAsync(Report.Write(order));
        var line = await worker.ReadLineAsync();
        return line == WorkCommand.Ready ? worker : throw new InvalidOperationException($"A worker process is not ready: {line}");
    }

    /// <summary>Until the last of them found nothing more.</summary>
    public async Task DrainAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.WriteLineAsync("go");
        }

        await Task.WhenAll(_workers.Select(w => w.ReadLineAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }
    }
}
