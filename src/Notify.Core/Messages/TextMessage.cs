namespace Notify.Messages;

/// <summary>Plain text.</summary>
/// <param name="Body">The text, 1 to 4,096 characters.</param>
/// <param name="PreviewUrl">Whether the channel may show a preview of the first link. Default false.</param>
public sealed record TextMessage(string Body, bool PreviewUrl = false) : Message
{
    /// <summary>The longest body, in UTF-16 code units. WhatsApp's limit; see the channel's own documentation.</summary>
    public const int MaxLength = 4096;

    /// <inheritdoc/>
    public override string Text => Body;

    /// <inheritdoc/>
    public override Message MapText(Func<string, string> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Body = map(Body) };
    }
}
