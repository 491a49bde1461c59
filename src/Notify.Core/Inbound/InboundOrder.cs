namespace Notify.Inbound;

/// <summary>An order from a catalogue; the raw JSON has its items.</summary>
/// <param name="CatalogId">The provider's id of the catalogue; null where it gave none.</param>
/// <param name="Note">What the person wrote with it; null for nothing.</param>
/// <param name="Items">How many different products.</param>
public sealed record InboundOrder(string? CatalogId, string? Note, int Items) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Note ?? "";
}
