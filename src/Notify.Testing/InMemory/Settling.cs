using Notify.Auditing;
using Notify.Deliveries;
using Notify.Receipts;

namespace Notify.Testing.InMemory;

/// <summary>Writes what became of a delivery held under a lease.</summary>
internal static class Settling
{
    public static SettleStatus Run(InMemoryState state, long lease, Settlement settlement, DateTimeOffset now)
    {
        if (!state.Deliveries.TryGetValue(settlement.DeliveryId, out var row))
        {
            return SettleStatus.Fenced;
        }

        if (row.Lease != lease)
        {
            KeepAsProof(state, row, settlement, now);
            return SettleStatus.Fenced;
        }

        // Not held any more under the same lease: settled before, or a receipt was here first. Both know at least as much.
        if (row.IsLeased)
        {
            // What policies and gates put off was not sent, or is sent again by an operator's hand.
            Apply(state, row, row is { HasFallenBack: true, State: DeliveryState.Sending } ? settlement.InsteadOfAgain() : settlement, now);
        }

        return SettleStatus.Applied;
    }

    /// <summary>Takes over what a settlement says beside the state; also used for failures planned by receipts.</summary>
    public static void TakeOver(DeliveryRow row, Settlement settlement, DateTimeOffset now)
    {
        row.ErrorCode = settlement.ErrorCode ?? row.ErrorCode;
        row.Detail = settlement.Detail ?? row.Detail;
        row.ProviderMessageId = settlement.ProviderMessageId ?? row.ProviderMessageId;
        if (settlement.ReturnsAttempt)
        {
            row.Attempts--;
        }

        if (settlement.State == DeliveryState.Queued)
        {
            row.DueAt = settlement.DueAt ?? (now + settlement.DueIn) ?? row.DueAt;
        }
    }

    private static void Apply(InMemoryState state, DeliveryRow row, Settlement settlement, DateTimeOffset now)
    {
        TakeOver(row, settlement, now);
        if (settlement.State == DeliveryState.Unconfirmed)
        {
            row.UnconfirmedAt = now;
        }

        if (settlement is { State: DeliveryState.Queued, IsWindow: true })
        {
            state.HeldFor(row)?.FireUnlessSent(row.DueAt);
        }

        state.Move(row, settlement.State, now, ChangeOf(row, settlement) with
        {
            // Only a policy's defer names a time.
            Event = AuditEvents.Of(settlement),
        });
    }

    // A provider's yes is true whoever holds the row by now; it counts as a receipt would.
    private static void KeepAsProof(InMemoryState state, DeliveryRow row, Settlement settlement, DateTimeOffset now)
    {
        if (settlement.State == DeliveryState.Sent
            && ReceiptRules.Next(row.State, row.Sends, row.FailedSend, settlement.SendNumber, ReceiptStatus.Sent, DeliveryState.Failed) is { } next)
        {
            row.ProviderMessageId = settlement.ProviderMessageId ?? row.ProviderMessageId;
            state.Move(row, next, now, ChangeOf(row, settlement));
        }
    }

    private static Change ChangeOf(DeliveryRow row, Settlement settlement) => new(row.Worker, settlement.Reason)
    {
        SendNumber = settlement.SendNumber,
        ErrorCode = settlement.ErrorCode,
        Detail = settlement.Detail,
    };
}
