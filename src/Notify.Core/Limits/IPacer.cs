namespace Notify.Limits;

/// <summary>
/// Hands out places in time to send at, evenly spaced for each sending account, so that all workers together keep to its pace. Thread-safe, across
/// processes. Time is the store's own.
/// </summary>
/// <remarks>
/// For implementers: one row a channel and account with the time of its next free place, to the microsecond, and the pace last asked for. A call takes its
/// rows in the order of channel and account, so that two calls never wait for each other. <see cref="PaceRules"/> says what the claim makes of these rows.
/// </remarks>
public interface IPacer
{
    /// <summary>
    /// Reserves places, committed before it returns: the first at the next free place or now, whichever is later, the others behind it, each 1/<c>PerSecond</c>
    /// s after the one before. The next free place is <c>Count</c>/<c>PerSecond</c> s after the first, rounded up to the microsecond. Answers in order.
    /// </summary>
    Task<IReadOnlyList<PaceGrant>> ReserveAsync(IReadOnlyList<PaceRequest> requests, CancellationToken cancellationToken);

    /// <summary>
    /// Gives places back, the last ones of a grant. Only where nobody came after: the next free place is still the grant's <see cref="PaceGrant.NextAt"/>, and
    /// moves back by <c>Count</c>/<c>PerSecond</c> s. Otherwise they are lost, which makes sending slower and never faster.
    /// </summary>
    Task GiveBackAsync(IReadOnlyList<PaceReturn> returns, CancellationToken cancellationToken);
}
