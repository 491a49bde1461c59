using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Storage;

namespace Notify.Settling;

/// <summary>Stage 7: writes what became of a batch. Repeats while the lease lasts, for a settlement is safe to repeat and its loss makes doubt.</summary>
internal sealed class Settler(IDeliveryQueue queue, TimeProvider time, ILogger<Settler> logger)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public async Task SettleAsync(long lease, IReadOnlyList<Settlement> settlements, LeaseClock clock, CancellationToken cancellationToken)
    {
        if (settlements.Count == 0)
        {
            return;
        }

        while (true)
        {
            try
            {
                var statuses = await queue.SettleAsync(lease, settlements, cancellationToken).ConfigureAwait(false);
                if (statuses.Count(s => s == SettleStatus.Fenced) is > 0 and var fenced)
                {
                    logger.SettleFenced(fenced, lease);
                }

                return;
            }
            catch (StorageException) when (clock.Left > s_pause)
            {
                await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
