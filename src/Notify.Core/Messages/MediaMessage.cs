namespace Notify.Messages;

/// <summary>A file with an optional caption.</summary>
/// <param name="Media">The file.</param>
/// <param name="Caption">At most 1,024 characters; not with audio or stickers.</param>
public sealed record MediaMessage(Media Media, string? Caption = null) : Message
{
    /// <summary>The longest caption, in UTF-16 code units (Meta's OpenAPI file, v23.0).</summary>
    public const int MaxCaptionLength = 1024;

    /// <inheritdoc/>
    public override string Text => Caption ?? "";

    /// <inheritdoc/>
    public override Message MapText(Func<string, string> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Caption is null ? this : this with { Caption = map(Caption) };
    }
}
