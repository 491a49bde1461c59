namespace Notify.Inbound;

/// <summary>The person took back a message they had sent.</summary>
/// <param name="ProviderMessageId">The provider's id of that message.</param>
public sealed record InboundRevoke(string ProviderMessageId) : InboundContent;
