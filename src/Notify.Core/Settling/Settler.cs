using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Storage;

namespace Notify.Settling;

/// <summary>Stage 7: writes what became of a batch. Repeats while the lease lasts, for a settlement is safe to repeat and its loss makes doubt.</summary>
internal sealed class Settler(IDeliveryQueue queue, TimeProvider time, ILogger<Settler> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes settlements.</summary>
    /// <param name="lease">The batch's lease.</param>
    /// <param name="settlements">What to write.</param>
    /// <param name="clock">How long the lease lasts.</param>
    /// <param name="giveUp">Ends the repeating, never a write: what is known is written once at least.</param>
    public async Task SettleAsync(long lease, IReadOnlyList<Settlement> settlements, LeaseClock clock, CancellationToken giveUp)
    {
        if (settlements.Count == 0)
        {
            return;
        }

        while (true)
        {
            try
            {
                var statuses = await queue.SettleAsync(lease, settlements, CancellationToken.None).ConfigureAwait(false);
                Tell(lease, settlements, statuses);
                return;
            }
            catch (StorageException) when (clock.Left > Pause && !giveUp.IsCancellationRequested)
            {
                await Task.Delay(Pause, time, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // An acceptance that comes after its own receipt is fenced out every day, and kept as proof; anything else fenced out is worth a look.
    private void Tell(long lease, IReadOnlyList<Settlement> settlements, IReadOnlyList<SettleStatus> statuses)
    {
        var fenced = 0;
        for (var i = 0; i < statuses.Count; i++)
        {
            fenced += statuses[i] == SettleStatus.Fenced && settlements[i].State != DeliveryState.Sent ? 1 : 0;
        }

        if (fenced > 0)
        {
            logger.SettleFenced(fenced, lease);
        }
    }
}
