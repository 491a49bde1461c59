namespace Notify.Sample.Worker.Running;

/// <summary>How a line ended.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Domain">The domain of its template or content; empty where it was refused.</param>
/// <param name="Outcome">Its outcome; null where there is none, which is a loss.</param>
/// <param name="Owner">The line whose marker travelled: itself, or the first one under the same idempotency key.</param>
/// <param name="Deliveries">Its deliveries, one for each channel.</param>
internal sealed record LineResult(int Line, string Domain, LineOutcome? Outcome, int Owner, IReadOnlyList<LineDelivery> Deliveries)
{
    /// <summary>Where a fallback took the first channel's place.</summary>
    public bool FellBack { get; init; }
}
