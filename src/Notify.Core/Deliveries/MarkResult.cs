namespace Notify.Deliveries;

/// <summary>The answer to one marked delivery.</summary>
/// <param name="Status">Whether it may be sent.</param>
/// <param name="SendNumber">The number of the send, from 1, never used before for this delivery; 0 where it may not be sent.</param>
/// <param name="Attempts">Attempts used, this one included.</param>
public readonly record struct MarkResult(MarkStatus Status, int SendNumber, int Attempts);
