namespace Notify.Sms;

/// <summary>A text as it can be sent as an SMS, and what it takes. Counting allocates nothing; all members are safe for use by many threads.</summary>
/// <param name="Text">The text.</param>
/// <param name="Size">What it takes.</param>
/// <param name="IsCut">Whether an end was cut off and an ellipsis put in its place.</param>
public readonly record struct SmsText(string Text, SmsSize Size, bool IsCut)
{
    /// <summary>The most segments a text is given where nothing else is said.</summary>
    public const int DefaultMaxSegments = 3;

    /// <summary>The most segments a concatenated SMS can have (3GPP TS 23.040).</summary>
    public const int MostSegments = 255;

    /// <summary>
    /// Counts the segments of a text as it stands. A character of the extension table and a grapheme cluster, such as a flag or a letter with its marks, are
    /// never split over two segments, so that a segment may have room left over; CR LF counts as two characters. An empty text takes one segment.
    /// </summary>
    public static SmsSize Measure(ReadOnlySpan<char> text) => Gsm7.TryMeasure(text, out var size) ? size : Ucs2.Measure(text);

    /// <summary>
    /// Makes a text fit. Smart encoding puts plain characters in the place of typographic ones (quotes, dashes, wide spaces) where that makes the whole text GSM-7 in
    /// no more segments. What is then too long is cut, never within a grapheme cluster or a link, and ends in <c>...</c> in GSM-7 or <c>…</c> in UCS-2.
    /// </summary>
    /// <param name="text">The text. Half a surrogate pair is kept as it is.</param>
    /// <param name="maxSegments">The most segments, 1 to 255; default 3.</param>
    /// <param name="smartEncoding">Whether smart encoding is used; default true.</param>
    /// <returns>The text, never of more segments; where a link at its very start is too long for them, only the ellipsis.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSegments"/> is out of its range.</exception>
    public static SmsText Fit(string text, int maxSegments = DefaultMaxSegments, bool smartEncoding = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSegments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxSegments, MostSegments);
        var size = Measure(text);
        if (smartEncoding && size.Encoding == SmsEncoding.Ucs2 && SmartEncoding.TryMeasure(text, out var smart) && smart.Segments <= size.Segments)
        {
            text = SmartEncoding.Encode(text);
            size = smart;
        }

        return size.Segments <= maxSegments ? new SmsText(text, size, false) : SmsCut.Cut(text, maxSegments, smartEncoding);
    }
}
