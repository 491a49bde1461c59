using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Inbox;
using Notify.Receipts;
using Notify.Outcomes;
using Notify.Plans;
using Notify.Sessions;
using Notify.Storage;
using Notify.Templates;

namespace Notify.Maintenance;

/// <summary>Stage 9: leases, doubt, expiry, gauges, sessions and retention. The store makes it safe to run on many hosts at once.</summary>
internal sealed class Maintainer(
    IDeliveryQueue queue,
    IDeliveryLog log,
    RetentionKeeper retention,
    SessionKeeper sessions,
    IInboundLog inbound,
    TemplateCatalog catalog,
    ReachLearner reach,
    IWorkSignal signal,
    NotifyMetrics metrics,
    TimeProvider time,
    IOptions<ReceiptOptions> receipts,
    IOptions<RetryOptions> retry,
    ILogger<Maintainer> logger)
{
    private const int Limit = 1000;

    // Counting reads all that waits: where that is much, it is done less often, so that it takes no more than a hundredth of the time.
    private const int CountShare = 100;
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(15);
    private long _countedAt;
    private TimeSpan _countPause = CountInterval;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await catalog.RefreshIfDueAsync(cancellationToken).ConfigureAwait(false);
        var request = Request();
        RecoveryReport report;
        do
        {
            report = await queue.RecoverAsync(request, cancellationToken).ConfigureAwait(false);
            Tell(report);
        }
        while (report.HasMore && !cancellationToken.IsCancellationRequested);
        await CountAsync(cancellationToken).ConfigureAwait(false);
        await reach.RunAsync(cancellationToken).ConfigureAwait(false);
        await sessions.RunIfDueAsync(cancellationToken).ConfigureAwait(false);
        await retention.RunIfDueAsync(cancellationToken).ConfigureAwait(false);
    }

    private RecoveryRequest Request()
    {
        var fallback = new UnconfirmedPolicy(receipts.Value.Unconfirmed, receipts.Value.Window, retry.Value.MaxAttempts);
        var own = new Dictionary<(string? Tenant, Channel Channel, string Template), UnconfirmedPolicy>();
        foreach (var template in catalog.Newest)
        {
            // A tenant's own template stands in front of the shared one even where it says nothing.
            if (template.Tenant is not null || template.Unconfirmed is not null || template.Retry is not null)
            {
                own[(template.Tenant, template.Channel, template.Key)] = new UnconfirmedPolicy(
                    template.Unconfirmed?.Action ?? fallback.Action,
                    template.Unconfirmed?.Window ?? fallback.Window,
                    template.Retry?.MaxAttempts ?? fallback.MaxAttempts);
            }
        }

        return new RecoveryRequest(Limit, fallback, own);
    }

    private void Tell(RecoveryReport report)
    {
        if (report.FellBack > 0)
        {
            logger.FellBack(report.FellBack);
            signal.Pulse();
        }

        if (report is { ClaimsReturned: 0, NowUnconfirmed: 0, Requeued: 0, Failed: 0, Expired: 0 })
        {
            return;
        }

        logger.Maintained(report.ClaimsReturned, report.NowUnconfirmed, report.Requeued, report.Failed, report.Expired);
        if (report.ClaimsReturned + report.Requeued > 0)
        {
            signal.Pulse();
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var countedAt = Volatile.Read(ref _countedAt);
        if (countedAt != 0 && time.GetElapsedTime(countedAt) < _countPause)
        {
            return;
        }

        Volatile.Write(ref _countedAt, Math.Max(1, time.GetTimestamp()));
        var queued = await log.CountAsync(null, DeliveryState.Queued, cancellationToken).ConfigureAwait(false);
        var failed = await log.CountAsync(null, DeliveryState.Failed, cancellationToken).ConfigureAwait(false);
        metrics.Gauges(new QueueGauges(queued, failed));
        metrics.Gauges(new InboxGauges(await inbound.CountAsync(cancellationToken).ConfigureAwait(false)));
        var pause = time.GetElapsedTime(Volatile.Read(ref _countedAt)) * CountShare;
        _countPause = pause > CountInterval ? pause : CountInterval;
    }
}
