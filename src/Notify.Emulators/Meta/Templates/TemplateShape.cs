namespace Notify.Emulators.Meta.Templates;

/// <summary>What a send is checked against and what a person sees.</summary>
internal sealed record TemplateShape(HeaderShape? Header, TextPattern Body, string? Footer, IReadOnlyList<ButtonShape> Buttons);
