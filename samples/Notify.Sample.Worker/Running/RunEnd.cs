using Microsoft.Extensions.Options;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Plans;
using Notify.Receipts;
using Notify.Sample.Worker.Emulation;

namespace Notify.Sample.Worker.Running;

/// <summary>Tells when a run is over: nothing is due within 60 s, no receipt is awaited, nothing waits in the inbox, and maintenance has seen all of it and left what is in doubt as it is.</summary>
internal sealed class RunEnd(
    IDeliveryLog log,
    IGates gates,
    IInboundLog inbox,
    EmulatorClient emulator,
    IReadOnlyList<QueuedLine> lines,
    IWorker worker,
    IOptions<ReceiptOptions> receipts,
    TimeProvider clock)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(60);

    public async Task<bool> IsReachedAsync(CancellationToken cancellationToken)
    {
        var inDoubt = await CountAsync(DeliveryState.Unconfirmed, cancellationToken);
        return await IsIdleAsync(cancellationToken)
            // The last receipt may have been what others in doubt waited for, and only maintenance queues these again. The host's comes in its own time.
            && await worker.RunOnceAsync(cancellationToken) == 0
            && await CountAsync(DeliveryState.Unconfirmed, cancellationToken) == inDoubt
            && await IsIdleAsync(cancellationToken);
    }

    private async Task<bool> IsIdleAsync(CancellationToken cancellationToken) =>
        !await HasWorkAsync(cancellationToken)
        && await emulator.PendingAsync(cancellationToken) == 0
        && await inbox.CountAsync(cancellationToken) is { Webhooks: 0, Messages: 0 }
        // The last receipt may have queued something again, and a handler may have replied.
        && !await HasWorkAsync(cancellationToken);

    private async Task<bool> HasWorkAsync(CancellationToken cancellationToken) =>
        await IsAnyInHandAsync(cancellationToken)
        || await IsAnyDueAsync(cancellationToken)
        || await IsAnyInDoubtAsync(cancellationToken)
        || await IsAnyFallbackDueAsync(cancellationToken);

    private async Task<bool> IsAnyInHandAsync(CancellationToken cancellationToken) =>
        await CountAsync(DeliveryState.Claimed, cancellationToken) > 0 || await CountAsync(DeliveryState.Sending, cancellationToken) > 0;

    private async Task<long> CountAsync(DeliveryState state, CancellationToken cancellationToken) =>
        (await log.CountAsync(null, state, cancellationToken)).Sum(c => c.Count);

    private async Task<bool> IsAnyDueAsync(CancellationToken cancellationToken)
    {
        var horizon = clock.GetUtcNow() + Horizon;
        var closed = (await gates.ReadAsync(cancellationToken)).Where(g => g.Until is null || g.Until > horizon).ToList();
        var open = (await log.CountAsync(null, DeliveryState.Queued, cancellationToken))
            .Where(c => !closed.Exists(g => g.Scope.Covers(c.Flow)))
            .ToList();
        return open.Exists(c => c.OldestDue <= horizon)
            || await AnyAsync(DeliveryState.Queued, open, d => d.ExpiresAt <= horizon, cancellationToken);
    }

    // Only while its receipt window runs, which is the configured one here; after that it is maintenance that queues it again, or leaves it as it is.
    private async Task<bool> IsAnyInDoubtAsync(CancellationToken cancellationToken)
    {
        var settled = clock.GetUtcNow() - receipts.Value.Window;
        var doubt = await log.CountAsync(null, DeliveryState.Unconfirmed, cancellationToken);
        return await AnyAsync(DeliveryState.Unconfirmed, doubt, d => d.UpdatedAt > settled, cancellationToken);
    }

    // One that is held takes its primary's place by that one's clock.
    private async Task<bool> IsAnyFallbackDueAsync(CancellationToken cancellationToken)
    {
        if (await CountAsync(DeliveryState.Held, cancellationToken) == 0)
        {
            return false;
        }

        foreach (var line in lines.Where(l => l is { Fallback: not null, NotificationId: not null }))
        {
            var selection = new DeliverySelection(line.Tenant) { NotificationId = line.NotificationId };
            var deliveries = await log.ReadAllAsync(selection, cancellationToken).ToListAsync(cancellationToken);
            if (deliveries.Exists(d => d.State == DeliveryState.Held)
                && deliveries.Find(d => d.State != DeliveryState.Held) is { } primary
                && ClockEnd(primary, line.Fallback!) <= clock.GetUtcNow() + Horizon)
            {
                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset? ClockEnd(DeliveryRecord primary, Fallback fallback) => primary.State switch
    {
        DeliveryState.Sent or DeliveryState.Unconfirmed => primary.UpdatedAt + fallback.After,
        DeliveryState.Queued => primary.DueAt + fallback.UnsentAfter,
        _ => null,
    };

    private async Task<bool> AnyAsync(
        DeliveryState state, IReadOnlyList<DeliveryCount> counts, Func<DeliveryRecord, bool> predicate, CancellationToken cancellationToken)
    {
        foreach (var tenant in counts.Select(c => c.Flow.Tenant).Distinct(StringComparer.Ordinal))
        {
            await foreach (var delivery in log.ReadAllAsync(new DeliverySelection(tenant) { State = state }, cancellationToken))
            {
                if (predicate(delivery))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
