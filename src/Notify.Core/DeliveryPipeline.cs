using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Gates;
using Notify.Hosting;
using Notify.Limits;
using Notify.Outcomes;
using Notify.Plans;
using Notify.Policies;
using Notify.Sending;
using Notify.Settling;

namespace Notify;

/// <summary>Stages 2 to 7 for one batch. Reads from top to bottom as a delivery goes.</summary>
internal sealed class DeliveryPipeline(
    IDeliveryQueue queue,
    BatchLoader loader,
    PolicyStage policies,
    LimitStage limits,
    PaceStage pace,
    Marker marker,
    SliceSender sender,
    OutcomeStage outcomes,
    Settler settler,
    PlanStage plans,
    WorkerName worker,
    NotifyMetrics metrics,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<DeliveryPipeline> logger)
{
    // What was decided longer ago may be wrong by now: quiet hours have begun, or a code has come that goes before a campaign.
    private static readonly TimeSpan DecisionsHold = TimeSpan.FromMinutes(1);

    /// <summary>Works on one batch.</summary>
    /// <param name="stopping">No new slice is begun once this fires; what is claimed is handed back.</param>
    /// <param name="abort">Ends sends under way; they are in doubt then.</param>
    /// <returns>How many deliveries were claimed.</returns>
    public async Task<int> RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var clock = new LeaseClock(time, options.Value.Lease);
        var batch = await queue.ClaimAsync(new ClaimRequest(worker.Value, options.Value.BatchSize, options.Value.Lease), stopping).ConfigureAwait(false);
        if (batch.Deliveries.Count == 0)
        {
            return 0;
        }

        TellProbes(batch);
        var unsent = batch.Deliveries.ToDictionary(d => d.Id, _ => (WorkItem?)null);
        try
        {
            await WorkAsync(batch, unsent, clock, stopping, abort).ConfigureAwait(false);
        }
        catch
        {
            // What was not sent need not wait for the lease to end. What was is settled or in doubt, and never handed back.
            await settler.SettleAsync(batch.Lease, [.. unsent.Keys.Select(id => Settlement.HandBack(id))], clock, abort).ConfigureAwait(false);
            await limits.RefundAsync(unsent.Values.OfType<WorkItem>(), CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        metrics.BatchDone(batch.Deliveries.Count, time.GetElapsedTime(clock.StartedAt));
        return batch.Deliveries.Count;
    }

    private async Task WorkAsync(ClaimedBatch batch, Dictionary<Guid, WorkItem?> unsent, LeaseClock clock, CancellationToken stopping, CancellationToken abort)
    {
        var (items, settlements) = await loader.LoadAsync(batch, abort).ConfigureAwait(false);
        var allowed = await policies.DecideAsync(items, settlements, abort).ConfigureAwait(false);
        var granted = await limits.AcquireAsync(allowed, settlements, abort).ConfigureAwait(false);
        granted.ForEach(i => unsent[i.Delivery.Id] = i);
        await settler.SettleAsync(batch.Lease, settlements, clock, abort).ConfigureAwait(false);
        await plans.AfterAsync(items, settlements, abort).ConfigureAwait(false);

        var slices = PaceStage.Cut(granted, options.Value.SendConcurrency);
        for (var at = 0; at < slices.Count; at++)
        {
            var slice = slices[at];
            var spare = clock.Left - PaceStage.Longest(slice);
            var held = time.GetElapsedTime(clock.StartedAt);
            var isLeaseShort = spare <= TimeSpan.Zero;
            if (isLeaseShort && at == 0 && !stopping.IsCancellationRequested)
            {
                // Handed back in silence, the same rows would be claimed again at once, and for ever.
                throw new TimeoutException(
                    "The lease was too short for a first send after claiming and deciding. Lengthen Notify:Worker:Lease, or shorten the account's Timeout.");
            }

            if (isLeaseShort || stopping.IsCancellationRequested || (at > 0 && held > DecisionsHold))
            {
                await HandBackAsync(batch.Lease, slices[at..].SelectMany(s => s), unsent, clock, abort).ConfigureAwait(false);
                return;
            }

            var longestWait = spare < DecisionsHold - held ? spare : DecisionsHold - held;
            var turn = await pace.TakeAsync(slice, held, longestWait, stopping, abort).ConfigureAwait(false);
            if (turn.Missed is { } missed)
            {
                await HandBackAsync(batch.Lease, slice, unsent, clock, abort, i => PaceStage.PutOff(i, held, missed)).ConfigureAwait(false);
                continue;
            }

            var (marked, dropped) = await marker.MarkAsync(batch.Lease, slice, abort).ConfigureAwait(false);
            slice.ForEach(i => unsent.Remove(i.Delivery.Id));
            var kept = await pace.RenewIfLateAsync(turn, 0, marked, abort).ConfigureAwait(false);
            if (kept is null || (marked.Count > 0 && clock.Left <= PaceStage.Longest(marked) + kept.Value.Ahead(time)))
            {
                // The mark took so long that somebody else may soon believe these in doubt: not one of them leaves.
                await HandBackAsync(batch.Lease, marked.Concat(slices[(at + 1)..].SelectMany(s => s)), unsent, clock, abort).ConfigureAwait(false);
                return;
            }

            var begun = await sender.SendAsync(marked, kept.Value, clock, abort).ConfigureAwait(false);
            var sent = marked[..begun];

            // From here on nothing is cancelled: what the providers said must be written down.
            var (settled, refused) = await outcomes.PlanAsync(sent, CancellationToken.None).ConfigureAwait(false);
            await settler.SettleAsync(batch.Lease, settled, clock, abort).ConfigureAwait(false);
            outcomes.Tell(sent, settled);
            await plans.AfterAsync(sent, settled, CancellationToken.None).ConfigureAwait(false);
            await limits.RefundAsync(dropped.Concat(refused), CancellationToken.None).ConfigureAwait(false);
            await outcomes.LearnAsync(sent, CancellationToken.None).ConfigureAwait(false);
            if (begun < marked.Count)
            {
                await HandBackAsync(batch.Lease, marked[begun..], unsent, clock, abort).ConfigureAwait(false);
            }
        }
    }

    private void TellProbes(ClaimedBatch batch)
    {
        foreach (var probe in batch.Deliveries.Where(d => d.IsProbe))
        {
            logger.GateProbe(probe.Id, probe.Flow.Tenant, probe.Flow.Channel.Name, probe.Flow.Account, probe.CorrelationId);
        }
    }

    private async Task HandBackAsync(
        long lease,
        IEnumerable<WorkItem> rest,
        Dictionary<Guid, WorkItem?> unsent,
        LeaseClock clock,
        CancellationToken abort,
        Func<WorkItem, Settlement>? settle = null)
    {
        var items = rest.ToList();
        settle ??= i => Settlement.HandBack(i.Delivery.Id);
        await settler.SettleAsync(lease, [.. items.Select(settle)], clock, abort).ConfigureAwait(false);
        items.ForEach(i => unsent.Remove(i.Delivery.Id));
        await limits.RefundAsync(items, CancellationToken.None).ConfigureAwait(false);
    }
}
