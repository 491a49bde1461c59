namespace Notify.Inbound;

/// <summary>The person changed a message they had sent.</summary>
/// <param name="ProviderMessageId">The provider's id of that message.</param>
/// <param name="Body">What it says now.</param>
public sealed record InboundEdit(string ProviderMessageId, string Body) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Body;
}
