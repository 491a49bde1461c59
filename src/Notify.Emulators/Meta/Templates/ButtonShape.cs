namespace Notify.Emulators.Meta.Templates;

/// <summary>A template's button.</summary>
/// <param name="Kind">Meta's type in lower case.</param>
/// <param name="Text">What it says.</param>
/// <param name="Value">Link, phone number or example code.</param>
/// <param name="SubType">The sub_type that a send has to use for it.</param>
/// <param name="NeedsParameter">Whether a send must bring a component for it.</param>
internal sealed record ButtonShape(string Kind, string Text, TextPattern Value, string SubType, bool NeedsParameter);
