namespace Notify.Conversations;

/// <summary>A message that was handled and what was said to it, so that every run says the same.</summary>
/// <param name="Id">Notify's id of the message.</param>
/// <param name="Said">What was said.</param>
/// <param name="Question">The question it was about; null for none.</param>
internal sealed record HandledMessage(Guid Id, Said Said, string? Question);
