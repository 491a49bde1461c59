namespace Notify.Policies;

/// <summary>What a sanitizer rule says of a piece of text.</summary>
/// <param name="Blocks">The message must not leave.</param>
/// <param name="Text">The text to send instead; the same text where nothing is to be changed.</param>
public readonly record struct SanitizerVerdict(bool Blocks, string Text)
{
    /// <summary>The message must not leave.</summary>
    public static SanitizerVerdict Block { get; } = new(true, "");

    /// <summary>This text leaves.</summary>
    public static SanitizerVerdict Pass(string text) => new(false, text);
}
