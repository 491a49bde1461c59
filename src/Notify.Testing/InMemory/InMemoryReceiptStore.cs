using Notify.Deliveries;
using Notify.Receipts;

namespace Notify.Testing.InMemory;

/// <summary>Applies receipts.</summary>
internal sealed class InMemoryReceiptStore(InMemoryState state) : IReceiptStore
{
    public Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<ReceiptUpdate> updates, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<ReceiptEffect>>(now => [.. updates.Select(u => Apply(u, now))], cancellationToken);

    private ReceiptEffect Apply(ReceiptUpdate update, DateTimeOffset now)
    {
        var receipt = update.Receipt;
        var account = (receipt.Channel, receipt.Account);
        state.Accounts[account] = state.Accounts.GetValueOrDefault(account).Seen(receipt.ReceivedAt is { } at && at < now ? at : now);
        if (receipt.Reference is not { } reference
            || !state.Deliveries.TryGetValue(reference.DeliveryId, out var row)
            || (row.Given.Flow.Channel, row.Given.Flow.Account) != account)
        {
            return ReceiptEffect.Orphan;
        }

        var onFailure = update.OnFailure?.State ?? DeliveryState.Failed;
        if (ReceiptRules.Next(row.State, row.Sends, row.FailedSend, reference.SendNumber, receipt.Status, onFailure) is not { } next)
        {
            row.FailedSend = ReceiptRules.FailedSend(row.Sends, row.FailedSend, reference.SendNumber, receipt.Status);
            return ReceiptEffect.Unchanged;
        }

        row.ProviderMessageId = receipt.ProviderMessageId ?? row.ProviderMessageId;
        if (receipt.Status == ReceiptStatus.Failed && row.HasFallenBack && update.OnFailure is { } again)
        {
            update = update with { OnFailure = again.InsteadOfAgain() };
            next = update.OnFailure.State;
        }

        state.Move(row, next, now, receipt.Status == ReceiptStatus.Failed ? Fail(row, update, now) : Prove(reference.SendNumber));
        return ReceiptEffect.Applied;
    }

    private static Change Prove(int send) => new(Change.ByReceipt, Reasons.Receipt) { SendNumber = send };

    private static Change Fail(DeliveryRow row, ReceiptUpdate update, DateTimeOffset now)
    {
        row.FailedSend = row.Sends;
        if (update.OnFailure is { } plan)
        {
            Settling.TakeOver(row, plan, now);
        }

        return new Change(Change.ByReceipt, update.OnFailure?.Reason ?? Reasons.ProviderRejected)
        {
            SendNumber = row.Sends,
            ErrorCode = update.Receipt.Failure?.Code,
            Detail = update.Receipt.Failure?.Detail,
        };
    }
}
