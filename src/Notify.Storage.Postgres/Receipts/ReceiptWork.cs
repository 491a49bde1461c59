using Notify.Deliveries;
using Notify.Receipts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>Moves deliveries by receipts, under <see cref="ReceiptRules"/>: locks and reads all, decides one by one in their order, writes all.</summary>
internal static class ReceiptWork
{
    public static async Task<IReadOnlyList<ReceiptEffect>> RunAsync(
        Session session, IReadOnlyList<ReceiptUpdate> updates, CancellationToken cancellationToken)
    {
        var receipts = updates.Select(u => u.Receipt).ToList();
        var ids = receipts.Where(r => r.Reference is not null).Select(r => r.Reference!.Value.DeliveryId);
        var (deliveries, now) = await DeliveryLock.TakeAsync(session, ids, cancellationToken).ConfigureAwait(false);
        var steps = new StepBatch(now);
        var effects = updates.Select(u => Apply(deliveries, u, steps)).ToList();
        receipts = receipts.ConvertAll(r => r.Reference is { } named && deliveries.GetValueOrDefault(named.DeliveryId) is { IsErased: true }
            ? r with { ProviderMessageId = null }
            : r);

        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        steps.WriteTo(batch, session);
        ReceiptRows.Add(batch, session, receipts, effects, now);
        ReceiptRows.Seen(batch, session, receipts, now);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return effects;
    }

    private static ReceiptEffect Apply(Dictionary<Guid, LockedDelivery> deliveries, ReceiptUpdate update, StepBatch steps)
    {
        var receipt = update.Receipt;
        if (receipt.Reference is not { } reference || !deliveries.TryGetValue(reference.DeliveryId, out var delivery)
            || !string.Equals(delivery.Channel, receipt.Channel.Name, StringComparison.Ordinal)
            || !string.Equals(delivery.Account, receipt.Account, StringComparison.Ordinal))
        {
            return ReceiptEffect.Orphan;
        }

        var onFailure = update.OnFailure?.State ?? DeliveryState.Failed;
        if (ReceiptRules.Next(delivery.State, delivery.Sends, delivery.FailedSend, reference.SendNumber, receipt.Status, onFailure) is not { } next)
        {
            if (ReceiptRules.FailedSend(delivery.Sends, delivery.FailedSend, reference.SendNumber, receipt.Status) is var failed && failed > delivery.FailedSend)
            {
                delivery.FailedSend = failed;
                steps.NoteFailed(delivery);
            }

            return ReceiptEffect.Unchanged;
        }

        delivery.ProviderMessageId = receipt.ProviderMessageId ?? delivery.ProviderMessageId;
        if (receipt.Status == ReceiptStatus.Failed)
        {
            Fail(delivery, update, reference.SendNumber, steps);
        }
        else
        {
            (delivery.State, delivery.Reason) = (next, Reasons.Receipt);
            steps.Add(delivery, reference.SendNumber);
        }

        return ReceiptEffect.Applied;
    }

    private static void Fail(LockedDelivery delivery, ReceiptUpdate update, int send, StepBatch steps)
    {
        var failure = update.Receipt.Failure;
        var settlement = update.OnFailure
            ?? Settlement.Fail(delivery.Id, send, Reasons.ProviderRejected, failure?.Code, failure?.Detail);
        settlement = delivery.HasFallenBack ? settlement.InsteadOfAgain() : settlement;
        delivery.FailedSend = send;
        delivery.MoveTo(settlement, steps.DueAt(settlement));
        steps.Add(delivery, settlement.SendNumber, settlement);
    }
}
