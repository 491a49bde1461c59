namespace Notify.Limits;

/// <summary>Counts against limits in sliding windows, exactly: no window of the given length ever holds more than the limit. Thread-safe, across processes.</summary>
public interface IRateLimiter
{
    /// <summary>
    /// Takes charges for a batch in one transaction: an element is one delivery's charges, taken all or none, in order, so that thirty for one
    /// contact in one batch get exactly the limit. Where not granted, each next one of the same key is given a later <see cref="LimitGrant.Until"/>:
    /// the time at which a further place in the window becomes free.
    /// </summary>
    Task<IReadOnlyList<LimitGrant>> AcquireAsync(IReadOnlyList<IReadOnlyList<LimitCharge>> batch, CancellationToken cancellationToken);

    /// <summary>Gives back what was granted and not used. Unknown ones are passed over.</summary>
    Task RefundAsync(IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken);
}
