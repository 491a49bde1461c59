namespace Notify.Sms;

/// <summary>Cuts a text that is too long.</summary>
internal static class SmsCut
{
    private const string Dots = "...";
    private const string Ellipsis = "…";

    public static SmsText Cut(string text, int segments, bool smart)
    {
        // What comes before the first character that needs UCS-2 may be kept at greater length in GSM-7: the longer is taken.
        var gsm7 = Tidy(text, Gsm7End(text, segments, smart));
        var ucs2 = Tidy(text, Ucs2End(text, segments));
        return gsm7 >= ucs2 ? Gsm7Text(text, gsm7, smart) : Ucs2Text(text, ucs2, segments);
    }

    private static SmsText Gsm7Text(string text, int end, bool smart)
    {
        var kept = smart ? SmartEncoding.Encode(text.AsSpan(0, end), Dots) : string.Concat(text.AsSpan(0, end), Dots);
        return new SmsText(kept, SmsText.Measure(kept), true);
    }

    private static SmsText Ucs2Text(string text, int end, int segments)
    {
        while (true)
        {
            var kept = string.Concat(text.AsSpan(0, end), Ellipsis);
            var size = SmsText.Measure(kept);
            if (size.Segments <= segments || end == 0)
            {
                return new SmsText(kept, size, true);
            }

            // The ellipsis can join the last cluster (a few scripts have signs that take up what follows) and not fit with it.
            end = Tidy(text, Clusters.BoundaryBefore(text, 0, end - 1));
        }
    }

    private static int Gsm7End(ReadOnlySpan<char> text, int segments, bool smart)
    {
        var count = default(SeptetCount);
        var at = 0;
        while (at < text.Length)
        {
            var next = at + Clusters.Length(text[at..]);
            for (var i = at; i < next; i++)
            {
                if (!(smart ? SmartEncoding.TryAdd(text, i, ref count) : TryAdd(text[i], ref count)))
                {
                    return at;
                }
            }

            if (!count.Fits(segments, Dots.Length))
            {
                break;
            }

            at = next;
        }

        return at;
    }

    private static bool TryAdd(char c, ref SeptetCount count)
    {
        var septets = Gsm7.Septets(c);
        if (septets > 0)
        {
            count.Add(septets);
        }

        return septets > 0;
    }

    private static int Ucs2End(ReadOnlySpan<char> text, int segments)
    {
        var at = 0;
        for (var i = 1; i < segments && at < text.Length; i++)
        {
            at = Ucs2.NextSegment(text, at);
        }

        return Clusters.BoundaryBefore(text, 0, at + (segments == 1 ? Ucs2.Single : Ucs2.Part) - Ellipsis.Length);
    }

    // Out of a link, then without the space at the end; but one stays behind a link, or the ellipsis would become part of it.
    private static int Tidy(ReadOnlySpan<char> text, int end)
    {
        // A sign that joins with what follows can stand before the link's first letter, or before a space.
        end = Clusters.BoundaryBefore(text, 0, Links.CutBefore(text, end));
        var tidy = Clusters.BoundaryBefore(text, 0, text[..end].TrimEnd().Length);
        return tidy < end && Links.IsAtEnd(text[..tidy]) ? tidy + 1 : tidy;
    }
}
