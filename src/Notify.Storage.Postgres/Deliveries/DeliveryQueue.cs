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
    private const string Enqueue = "enqueue";

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
        var keys = Array.ConvertAll(deliveries, static d => d.Flow);
        for (var isSecond = false; ; isSecond = true)
        {
            var ids = await flows.GetOrAddAsync(keys, isPatient: transaction is not null, cancellationToken).ConfigureAwait(false);
            if (await EnqueueAsync(new EnqueueBatch(notifications, deliveries, ids), transaction, cancellationToken).ConfigureAwait(false) is { } results)
            {
                return results;
            }

            if (isSecond)
            {
                throw new InvalidOperationException("The database does not have the flows it has just made.");
            }

            // It is another one than before, or has gone back in time. Nothing was stored.
            flows.Forget();
        }
    }

    // Null where the database has other flows than the batch says.
    private Task<IReadOnlyList<EnqueueResult>?> EnqueueAsync(EnqueueBatch batch, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var primaries = PlanCall.Of(batch.Deliveries);

        // With fallbacks, two statements in one transaction.
        async Task<IReadOnlyList<EnqueueResult>?> StoreAsync(Session session, CancellationToken token)
        {
            var results = await EnqueueCall.RunAsync(session, batch, token).ConfigureAwait(false);
            if (results is not null && primaries.Length > 0)
            {
                await PlanCall.HoldAsync(session, primaries, token).ConfigureAwait(false);
            }

            return results;
        }

        return transaction is not null ? database.JoinAsync(Enqueue, transaction, StoreAsync, cancellationToken)
            : primaries.Length > 0 ? database.WriteAsync(Enqueue, StoreAsync, cancellationToken)
            : database.RunAsync(Enqueue, StoreAsync, cancellationToken);
    }

    public async Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var worker = await actors.GetOrAddAsync(request.Worker, cancellationToken).ConfigureAwait(false);
        var rows = await database.RunAsync("claim", (session, token) => ClaimCall.RunAsync(session, flows, worker, request, token), cancellationToken)
            .ConfigureAwait(false);
        return rows.ToBatch();
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
        var lines = await database.RunAsync("recover", (session, token) => DoubtWork.ReadLinesAsync(session, flows, token), cancellationToken)
            .ConfigureAwait(false);
        if (lines.Count == 0)
        {
            return report;
        }

        var (resent, failed, settled) = await database.WriteAsync(
            "recover", (session, token) => DoubtWork.RunAsync(session, lines, request, token), cancellationToken).ConfigureAwait(false);
        return report with { Requeued = resent, Failed = failed, HasMore = report.HasMore || settled >= request.Limit };
    }
}
