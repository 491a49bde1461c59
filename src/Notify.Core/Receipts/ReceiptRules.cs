using Notify.Deliveries;

namespace Notify.Receipts;

/// <summary>How a receipt moves a delivery. Pure; stores call it under the row's lock.</summary>
public static class ReceiptRules
{
    /// <summary>Where a receipt takes a delivery, or null where it changes nothing.</summary>
    /// <param name="state">The delivery's state.</param>
    /// <param name="latestSend">The number of its latest send.</param>
    /// <param name="failedSend">The highest send number a <c>failed</c> receipt was about; 0 for none. Stores keep it with the row, by <see cref="FailedSend"/>.</param>
    /// <param name="receiptSend">The send the receipt is about.</param>
    /// <param name="status">What it reports.</param>
    /// <param name="onFailure">Where a failed one that counts leads: queued or failed.</param>
    public static DeliveryState? Next(
        DeliveryState state, int latestSend, int failedSend, int receiptSend, ReceiptStatus status, DeliveryState onFailure)
    {
        if (receiptSend < 1 || receiptSend > latestSend)
        {
            return null;
        }

        return status switch
        {
            ReceiptStatus.Failed => Failed(state, latestSend, failedSend, receiptSend, onFailure),
            // A late "sent" of a send already known to have failed proves nothing.
            ReceiptStatus.Sent when receiptSend <= failedSend => null,
            _ => Proven(state, status),
        };
    }

    /// <summary>
    /// The highest send number a <c>failed</c> receipt was about, this receipt's included. To be kept also where <see cref="Next"/> changes nothing: while a re-send
    /// waits, the failure of the send before it moves nothing, and a late <c>sent</c> of that one must not count as proof and call the re-send off.
    /// </summary>
    /// <param name="latestSend">The number of the delivery's latest send.</param>
    /// <param name="failedSend">The highest so far; 0 for none.</param>
    /// <param name="receiptSend">The send the receipt is about.</param>
    /// <param name="status">What it reports.</param>
    public static int FailedSend(int latestSend, int failedSend, int receiptSend, ReceiptStatus status) =>
        status == ReceiptStatus.Failed && receiptSend <= latestSend ? Math.Max(failedSend, receiptSend) : failedSend;

    // Proof by any send number: the person has it, whatever we believed.
    private static DeliveryState? Proven(DeliveryState state, ReceiptStatus status)
    {
        if (state is DeliveryState.Blocked or DeliveryState.Held || Rank(state) >= Rank(status))
        {
            return null;
        }

        return status switch
        {
            ReceiptStatus.Sent => DeliveryState.Sent,
            ReceiptStatus.Delivered => DeliveryState.Delivered,
            _ => DeliveryState.Read,
        };
    }

    // A failure counts once, only for the latest send, and only while nothing better is known.
    private static DeliveryState? Failed(DeliveryState state, int latestSend, int failedSend, int receiptSend, DeliveryState onFailure)
    {
        var counts = receiptSend == latestSend && receiptSend > failedSend
            && state is DeliveryState.Sending or DeliveryState.Sent or DeliveryState.Unconfirmed;
        return counts ? onFailure : null;
    }

    private static int Rank(DeliveryState state) => state switch
    {
        DeliveryState.Sent => 1,
        DeliveryState.Delivered => 2,
        DeliveryState.Read => 3,
        _ => 0,
    };

    private static int Rank(ReceiptStatus status) => status switch
    {
        ReceiptStatus.Sent => 1,
        ReceiptStatus.Delivered => 2,
        _ => 3,
    };
}
