using Notify.Messages;

namespace Notify.Templates;

/// <summary>A template's button.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">What it says, at most 25 characters.</param>
/// <param name="Url">For <see cref="TemplateButtonKind.Url"/>: the address; a placeholder at its end is the button's parameter.</param>
/// <param name="Value">The payload, code or phone number, with placeholders.</param>
public sealed record TemplateContentButton(TemplateButtonKind Kind, string Text, string? Url = null, string? Value = null);
