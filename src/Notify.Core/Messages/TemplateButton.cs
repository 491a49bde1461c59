namespace Notify.Messages;

/// <summary>A button parameter of a provider's template.</summary>
/// <param name="Index">The button's place, from 0.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Value">The payload, address suffix or code. Personal data.</param>
public sealed record TemplateButton(int Index, TemplateButtonKind Kind, string Value);
