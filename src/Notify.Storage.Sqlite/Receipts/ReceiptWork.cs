using Notify.Deliveries;
using Notify.Receipts;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Receipts;

/// <summary>Moves deliveries by receipts, under <see cref="ReceiptRules"/>.</summary>
internal static class ReceiptWork
{
    public static IReadOnlyList<ReceiptEffect> Run(Session session, IReadOnlyList<ReceiptUpdate> updates)
    {
        foreach (var seen in updates.Select(u => u.Receipt).GroupBy(r => (r.Channel, r.Account, r.ReceivedAt)))
        {
            var (channel, account, at) = seen.Key;
            session.Receipts.Seen(channel, account, at is { } given ? Math.Min(StoreTime.Floor(given), session.Now) : session.Now);
        }

        var effects = new ReceiptEffect[updates.Count];
        for (var i = 0; i < effects.Length; i++)
        {
            (effects[i], var isErased) = Apply(session, updates[i]);
            session.Receipts.Add(updates[i].Receipt, effects[i], session.Now, isErased);
        }

        return effects;
    }

    private static (ReceiptEffect Effect, bool IsErased) Apply(Session session, ReceiptUpdate update)
    {
        var receipt = update.Receipt;
        if (receipt.Reference is not { } reference || session.Deliveries.Find(reference.DeliveryId) is not { } row
            || row.Flow.Channel != receipt.Channel || !string.Equals(row.Flow.Account, receipt.Account, StringComparison.Ordinal))
        {
            return (ReceiptEffect.Orphan, false);
        }

        var onFailure = update.OnFailure?.State ?? DeliveryState.Failed;
        if (ReceiptRules.Next(row.State, row.Sends, row.FailedSend, reference.SendNumber, receipt.Status, onFailure) is not { } next)
        {
            if (ReceiptRules.FailedSend(row.Sends, row.FailedSend, reference.SendNumber, receipt.Status) is var failed && failed > row.FailedSend)
            {
                session.Deliveries.NoteFailed(row, failed);
            }

            return (ReceiptEffect.Unchanged, row.IsErased);
        }

        row.ProviderMessageId = receipt.ProviderMessageId ?? row.ProviderMessageId;
        if (receipt.Status == ReceiptStatus.Failed)
        {
            Fail(session, row, update, reference.SendNumber);
        }
        else
        {
            row.MoveTo(next, Reasons.Receipt);
            session.Deliveries.Save(row, session.Now, new Change(Actors.Receipt) { Send = reference.SendNumber });
        }

        return (ReceiptEffect.Applied, row.IsErased);
    }

    private static void Fail(Session session, DeliveryRow row, ReceiptUpdate update, int send)
    {
        var failure = update.Receipt.Failure;
        var settlement = update.OnFailure
            ?? Settlement.Fail(row.Id, send, Reasons.ProviderRejected, failure?.Code, failure?.Detail);
        settlement = row.HasFallenBack ? settlement.InsteadOfAgain() : settlement;
        row.FailedSend = send;
        row.MoveTo(settlement, SettleWork.DueAt(settlement, session.Now));
        session.Deliveries.Save(row, session.Now, SettleWork.ChangeBy(settlement, Actors.Receipt));
    }
}
