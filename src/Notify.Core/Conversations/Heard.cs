namespace Notify.Conversations;

/// <summary>A message as a conversation hears it. Personal data.</summary>
/// <param name="Id">Notify's id of it.</param>
/// <param name="Text">What was said in words.</param>
/// <param name="At">When it was received.</param>
internal sealed record Heard(Guid Id, string Text, DateTimeOffset At);
