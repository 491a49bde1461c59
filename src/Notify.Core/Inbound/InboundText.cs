namespace Notify.Inbound;

/// <summary>Plain text.</summary>
/// <param name="Body">The text.</param>
public sealed record InboundText(string Body) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Body;
}
