namespace Notify.Inbound;

/// <summary>A form (a WhatsApp Flow) that was filled in.</summary>
/// <param name="Name">The form's name; null where the provider gave none.</param>
/// <param name="ResponseJson">The answers, a JSON object as text.</param>
/// <param name="Body">What the person saw as sent; null for nothing.</param>
public sealed record InboundForm(string? Name, string ResponseJson, string? Body) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Body ?? "";
}
