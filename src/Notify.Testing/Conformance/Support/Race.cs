using Notify.Storage;

namespace Notify.Testing.Conformance.Support;

/// <summary>Runs calls at the same time, off the caller's thread, as workers of several processes would.</summary>
internal static class Race
{
    private const int MostTries = 100;

    /// <summary>Repeats a call while others stand in its way, as a store asks for.</summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (StorageException e) when (e.IsBlocked && attempt < MostTries)
            {
                // Nothing was stored.
            }
        }
    }

    public static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(i => Task.Run(async () =>
        {
            await start.Task;
            return await call(i);
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(calls);
    }
}
