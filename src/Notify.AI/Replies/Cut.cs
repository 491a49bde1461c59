namespace Notify.AI.Replies;

/// <summary>Cuts texts.</summary>
internal static class Cut
{
    /// <summary>At most so many characters, without half a surrogate pair at the end.</summary>
    public static string To(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>The same, as every store keeps it: without the character NUL and lone halves of surrogate pairs.</summary>
    public static string Storable(string text, int most) =>
        string.Concat(To(text, most).EnumerateRunes().Where(static rune => rune.Value != 0).Select(static rune => rune.ToString()));
}
