using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>
/// Workers that lost their lease report that the provider took a send: proof, as a receipt would be. It says nothing of the account's webhooks.
/// </summary>
internal static class Evidence
{
    /// <summary>Keeps acceptances that came too late, inside the transaction that found them so.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="settlements">Those whose state is <see cref="DeliveryState.Sent"/>.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task KeepAsync(Session session, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        if (settlements.Count == 0)
        {
            return;
        }

        var (deliveries, now) = await DeliveryLock.TakeAsync(session, settlements.Select(s => s.DeliveryId), cancellationToken).ConfigureAwait(false);
        var known = settlements.Where(s => deliveries.ContainsKey(s.DeliveryId)).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var steps = new StepBatch(now);
        var effects = known.ConvertAll(s => Apply(deliveries[s.DeliveryId], s, steps));
        var receipts = known.ConvertAll(s => ReceiptOf(deliveries[s.DeliveryId], s));
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        steps.WriteTo(batch, session);
        ReceiptRows.Add(batch, session, receipts, effects, now);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ReceiptEffect Apply(LockedDelivery delivery, Settlement settlement, StepBatch steps)
    {
        var next = ReceiptRules.Next(
            delivery.State, delivery.Sends, delivery.FailedSend, settlement.SendNumber, ReceiptStatus.Sent, DeliveryState.Failed);
        if (next is not { } state)
        {
            return ReceiptEffect.Unchanged;
        }

        (delivery.State, delivery.Reason) = (state, settlement.Reason);
        delivery.ProviderMessageId = settlement.ProviderMessageId ?? delivery.ProviderMessageId;
        steps.Add(delivery, settlement.SendNumber);
        return ReceiptEffect.Applied;
    }

    private static Receipt ReceiptOf(LockedDelivery delivery, Settlement settlement) => new()
    {
        Channel = new Channel(delivery.Channel),
        Account = delivery.Account,
        Reference = new SendReference(settlement.DeliveryId, settlement.SendNumber),
        Status = ReceiptStatus.Sent,
        ProviderMessageId = delivery.IsErased ? null : settlement.ProviderMessageId,
    };
}
