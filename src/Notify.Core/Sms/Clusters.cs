using System.Globalization;

namespace Notify.Sms;

/// <summary>Grapheme clusters (Unicode Standard Annex 29), but with CR LF as two: a phone shows nothing of either that could be torn.</summary>
internal static class Clusters
{
    /// <summary>The length of the cluster a text begins with.</summary>
    public static int Length(ReadOnlySpan<char> text) =>
        text.Length == 1 || (IsAlone(text[0]) && IsAlone(text[1])) ? 1 : StringInfo.GetNextTextElementLength(text);

    /// <summary>The last boundary of clusters up to a limit, seen from a boundary before it.</summary>
    public static int BoundaryBefore(ReadOnlySpan<char> text, int from, int limit)
    {
        if (limit >= text.Length)
        {
            return text.Length;
        }

        var at = limit;
        while (at > from && !(IsAlone(text[at - 1]) && IsAlone(text[at])))
        {
            at--;
        }

        while (at < limit)
        {
            var next = at + Length(text[at..]);
            if (next > limit)
            {
                break;
            }

            at = next;
        }

        return at;
    }

    // Between two of these there is always a boundary: Latin, Greek, Cyrillic and Arabic letters, Ethiopic syllables, Han. It saves a look into Unicode's tables.
    private static bool IsAlone(char c) =>
        c is < '\u0300' or (>= '\u0370' and <= '\u0482') or (>= '\u0620' and <= '\u064A') or (>= '\u1200' and <= '\u135A') or (>= '\u3400' and <= '\u9FFF');
}
