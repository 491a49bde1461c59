namespace Notify.Inbound;

/// <summary>A reaction to one of our messages.</summary>
/// <param name="ProviderMessageId">The provider's id of the message it is about.</param>
/// <param name="Emoji">The emoji; null where the person took it back.</param>
public sealed record InboundReaction(string ProviderMessageId, string? Emoji) : InboundContent;
