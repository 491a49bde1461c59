using Notify.Messages;

namespace Notify.Templates;

/// <summary>A template's header: a line of text, or a file.</summary>
/// <param name="Text">The text, at most 60 characters, with at most one placeholder.</param>
/// <param name="Media">The kind of file.</param>
/// <param name="Link">The file's address, with placeholders; given with <paramref name="Media"/>.</param>
public sealed record TemplateHeader(string? Text = null, MediaKind? Media = null, string? Link = null);
