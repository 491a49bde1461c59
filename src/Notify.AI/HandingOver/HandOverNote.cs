namespace Notify.AI.HandingOver;

/// <summary>A hand-over as the session keeps it: while it is there, the model is silent.</summary>
/// <param name="MessageId">The message it began with.</param>
/// <param name="Cause">Why.</param>
/// <param name="At">When that message came.</param>
internal sealed record HandOverNote(Guid MessageId, HandOverCause Cause, DateTimeOffset At);
