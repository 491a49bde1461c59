namespace Notify.AI.HandingOver;

/// <summary>A talk that a person takes over from the model.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="SessionId">The session, in whose context the talk is.</param>
/// <param name="ContactId">Who wrote.</param>
/// <param name="MessageId">The message it began with.</param>
/// <param name="Channel">The channel it came by.</param>
/// <param name="Cause">Why.</param>
/// <param name="At">When that message came.</param>
public sealed record HandOver(
    string Tenant, Guid SessionId, Guid ContactId, Guid MessageId, Channel Channel, HandOverCause Cause, DateTimeOffset At);
