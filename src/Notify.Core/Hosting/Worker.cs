using Notify.Inbox;
using Notify.Maintenance;

namespace Notify.Hosting;

/// <summary>Runs the pipeline on demand.</summary>
internal sealed class Worker(Readiness readiness, DeliveryPipeline pipeline, Maintainer maintainer, InboxLoops inbox) : IWorker
{
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // First: what came in since the last run tells maintenance whose time is not over after all.
            await inbox.RunOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await maintainer.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        var total = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var claimed = await pipeline.RunAsync(cancellationToken, CancellationToken.None).ConfigureAwait(false);
            if (claimed == 0)
            {
                break;
            }

            total += claimed;
        }

        return total;
    }
}
