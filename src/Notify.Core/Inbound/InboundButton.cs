namespace Notify.Inbound;

/// <summary>A quick reply button of one of our templates.</summary>
/// <param name="Payload">What the template gave the button.</param>
/// <param name="Title">What the button says.</param>
public sealed record InboundButton(string? Payload, string Title) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Title;
}
