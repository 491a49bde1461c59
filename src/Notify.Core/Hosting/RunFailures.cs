using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Hosting;

/// <summary>What failed in a run on demand: the first is thrown at its end, the others are logged. Thread-safe.</summary>
internal sealed class RunFailures(WorkerName worker, ILogger logger)
{
    private Exception? _first;

    public void Add(string operation, Exception exception)
    {
        if (Interlocked.CompareExchange(ref _first, exception, null) is not null)
        {
            logger.WorkerError(worker.Value, operation, TimeSpan.Zero, new MaskedError(exception));
        }
    }

    public void ThrowFirst()
    {
        if (_first is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
