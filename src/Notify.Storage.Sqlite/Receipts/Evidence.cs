using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Receipts;

/// <summary>
/// A worker that lost its lease reports that the provider took a send: proof, as a receipt would be. It says nothing of the account's webhooks.
/// </summary>
internal static class Evidence
{
    public static void Keep(Session session, DeliveryRow? row, Settlement settlement)
    {
        if (row is null)
        {
            return;
        }

        var effect = ReceiptEffect.Unchanged;
        var next = ReceiptRules.Next(row.State, row.Sends, row.FailedSend, settlement.SendNumber, ReceiptStatus.Sent, DeliveryState.Failed);
        if (next is { } state)
        {
            row.MoveTo(state, settlement.Reason);
            row.ProviderMessageId = settlement.ProviderMessageId ?? row.ProviderMessageId;
            session.Deliveries.Save(row, session.Now, new Change(Actors.Receipt) { Send = settlement.SendNumber });
            effect = ReceiptEffect.Applied;
        }

        var receipt = new Receipt
        {
            Channel = row.Flow.Channel,
            Account = row.Flow.Account,
            Reference = new SendReference(settlement.DeliveryId, settlement.SendNumber),
            Status = ReceiptStatus.Sent,
            ProviderMessageId = settlement.ProviderMessageId,
        };
        session.Receipts.Add(receipt, effect, session.Now, row.IsErased);
    }
}
