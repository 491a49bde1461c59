namespace Notify.Sms;

/// <summary>Texts in UTF-16.</summary>
internal static class Ucs2
{
    /// <summary>Units of a message of one segment.</summary>
    public const int Single = 70;

    /// <summary>Units of each segment of a longer one.</summary>
    public const int Part = 67;

    /// <summary>Counts a text.</summary>
    public static SmsSize Measure(ReadOnlySpan<char> text)
    {
        if (text.Length <= Single)
        {
            return new SmsSize(SmsEncoding.Ucs2, 1, text.Length);
        }

        var segments = 1;
        var at = 0;
        while (text.Length - at > Part)
        {
            at = NextSegment(text, at);
            segments++;
        }

        return new SmsSize(SmsEncoding.Ucs2, segments, text.Length);
    }

    /// <summary>Where the segment after the one at a place begins.</summary>
    public static int NextSegment(ReadOnlySpan<char> text, int at)
    {
        var end = Clusters.BoundaryBefore(text, at, at + Part);
        if (end > at)
        {
            return end;
        }

        // A cluster that no segment holds; a surrogate pair stays together even so.
        end = Math.Min(at + Part, text.Length);
        return end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]) ? end - 1 : end;
    }
}
