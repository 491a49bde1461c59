namespace Notify.Inbound;

/// <summary>A button or a row of a list that we sent.</summary>
/// <param name="Id">The id we gave it.</param>
/// <param name="Title">What it says.</param>
/// <param name="Description">The row's small print; null for none.</param>
public sealed record InboundChoice(string Id, string Title, string? Description) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Title;
}
