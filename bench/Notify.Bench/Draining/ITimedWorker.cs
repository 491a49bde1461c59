namespace Notify.Bench.Draining;

/// <summary>A running worker that notes when each person was written to.</summary>
internal interface ITimedWorker
{
    Task<int> CountAsync();

    /// <summary>By recipient, in <see cref="System.Diagnostics.Stopwatch"/> ticks, which all processes of a machine share.</summary>
    Task<IReadOnlyDictionary<string, long>> SentAtAsync();
}
