using Notify.Inbox;
using Notify.Maintenance;

namespace Notify.Hosting;

/// <summary>Runs the pipeline on demand.</summary>
internal sealed class Worker(Readiness readiness, DeliveryPipeline pipeline, Maintainer maintainer, InboxLoops inbox) : IWorker
{
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await maintainer.RunAsync(cancellationToken).ConfigureAwait(false);
        await inbox.RunOnceAsync(cancellationToken).ConfigureAwait(false);
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
