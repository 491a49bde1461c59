using System.Data.Common;
using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Contacts;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Flows;
using Notify.Storage.Postgres.Plans;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>The queue in PostgreSQL: one round trip a call.</summary>
internal sealed class DeliveryQueue(PostgresDatabase database, FlowCache flows, ActorCache actors) : IDeliveryQueue
{
    // Where the round of idle limits has got to; every host goes its own.
    private string _swept = "";

    public async Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (notifications.Count == 0)
        {
            return [];
        }

        var deliveries = EnqueueBatch.DeliveriesOf(notifications);
        var flowIds = await flows.GetOrAddAsync(Array.ConvertAll(deliveries, static d => d.Flow), cancellationToken).ConfigureAwait(false);
        var batch = new EnqueueBatch(notifications, deliveries, flowIds);
        var primaries = PlanCall.Of(deliveries);
        if (primaries.Length > 0)
        {
            return await EnqueueAsync(batch, primaries, transaction, cancellationToken).ConfigureAwait(false);
        }

        return transaction is null
            ? await database.RunAsync("enqueue", (session, token) => EnqueueCall.RunAsync(session, batch, token), cancellationToken).ConfigureAwait(false)
            : await database.JoinAsync("enqueue", transaction, (session, token) => EnqueueCall.RunAsync(session, batch, token), cancellationToken).ConfigureAwait(false);
    }

    // With fallbacks, two statements in one transaction.
    private Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        EnqueueBatch batch, NewDelivery[] primaries, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        async Task<IReadOnlyList<EnqueueResult>> StoreAsync(Session session, CancellationToken token)
        {
            var results = await EnqueueCall.RunAsync(session, batch, token).ConfigureAwait(false);
            await PlanCall.HoldAsync(session, primaries, token).ConfigureAwait(false);
            return results;
        }

        return transaction is null
            ? database.WriteAsync("enqueue", StoreAsync, cancellationToken)
            : database.JoinAsync("enqueue", transaction, StoreAsync, cancellationToken);
    }

    public async Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var worker = await actors.GetOrAddAsync(request.Worker, cancellationToken).ConfigureAwait(false);
        var rows = await database.RunAsync("claim", (session, token) => ClaimCall.RunAsync(session, flows, worker, request, token), cancellationToken)
            .ConfigureAwait(false);
        return await rows.ToBatchAsync(flows, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken) =>
        items.Count == 0
            ? Task.FromResult<IReadOnlyList<MarkResult>>([])
            : database.RunAsync("mark", (session, token) => MarkCall.RunAsync(session, lease, items, token), cancellationToken);

    public async Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        if (settlements.Count == 0)
        {
            return [];
        }

        var written = await database.RunAsync("settle", (session, token) => SettleCall.RunAsync(session, lease, settlements, token), cancellationToken)
            .ConfigureAwait(false);
        return written == settlements.Count
            ? new SettleStatus[settlements.Count]
            : await database.WriteAsync("settle", (session, token) => LateSettle.RunAsync(session, lease, settlements, token), cancellationToken)
                .ConfigureAwait(false);
    }

    public async Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken)
    {
        var (report, swept) = await database.RunAsync(
            "recover", (session, token) => RecoverCall.RunAsync(session, request.Limit, Volatile.Read(ref _swept), token), cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _swept, swept);
        report = await SettleDoubtAsync(report, request, cancellationToken).ConfigureAwait(false);
        var (fellBack, seen) = await database.RunAsync(
            "recover", (session, token) => PlanCall.FireDueAsync(session, request.Limit, token), cancellationToken).ConfigureAwait(false);
        var erased = await database.RunAsync(
            "recover", (session, token) => Erasure.EraseLateAsync(session, request.Limit, token), cancellationToken).ConfigureAwait(false);
        return report with { FellBack = fellBack, HasMore = report.HasMore || seen == request.Limit || erased == request.Limit };
    }

    private async Task<RecoveryReport> SettleDoubtAsync(RecoveryReport report, RecoveryRequest request, CancellationToken cancellationToken)
    {
        var lines = await database.RunAsync("recover", DoubtWork.ReadLinesAsync, cancellationToken).ConfigureAwait(false);
        if (lines.Count == 0)
        {
            return report;
        }

        await flows.GetAsync([.. lines.Select(l => l.FlowId)], cancellationToken).ConfigureAwait(false);
        var (resent, failed, settled) = await database.WriteAsync(
            "recover", (session, token) => DoubtWork.RunAsync(session, flows, lines, request, token), cancellationToken).ConfigureAwait(false);
        return report with { Requeued = resent, Failed = failed, HasMore = report.HasMore || settled >= request.Limit };
    }
}
