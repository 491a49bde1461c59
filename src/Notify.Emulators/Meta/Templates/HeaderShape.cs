namespace Notify.Emulators.Meta.Templates;

/// <summary>A template's header. <paramref name="Format"/> is Meta's word in lower case: text, image, video, document, location.</summary>
internal sealed record HeaderShape(string Format, TextPattern Text);
