using System.Globalization;

namespace Notify.Sms;

/// <summary>Plain characters in the place of typographic ones, so that a text becomes GSM-7.</summary>
internal static class SmartEncoding
{
    /// <summary>Counts a text as it would be encoded; false where it would not be GSM-7 even so.</summary>
    public static bool TryMeasure(ReadOnlySpan<char> text, out SmsSize size)
    {
        var count = default(SeptetCount);
        for (var i = 0; i < text.Length; i++)
        {
            if (!TryAdd(text, i, ref count))
            {
                size = default;
                return false;
            }
        }

        size = count.Size;
        return true;
    }

    /// <summary>Counts what stands in the place of one character; false where there is nothing in GSM-7.</summary>
    public static bool TryAdd(ReadOnlySpan<char> text, int at, ref SeptetCount count)
    {
        var septets = Gsm7.Septets(text[at]);
        if (septets > 0)
        {
            count.Add(septets);
            return true;
        }

        if (Replacement(text, at) is not { } replacement)
        {
            return false;
        }

        foreach (var c in replacement)
        {
            count.Add(Gsm7.Septets(c));
        }

        return true;
    }

    /// <summary>A text that can be GSM-7, as GSM-7, with something after it.</summary>
    public static string Encode(ReadOnlySpan<char> text, string suffix = "")
    {
        var length = suffix.Length;
        for (var i = 0; i < text.Length; i++)
        {
            length += Gsm7.Septets(text[i]) > 0 ? 1 : Replacement(text, i)!.Length;
        }

        return string.Create(length, new Source(text, suffix), static (to, source) =>
        {
            for (var i = 0; i < source.Text.Length; i++)
            {
                if (Gsm7.Septets(source.Text[i]) > 0)
                {
                    to[0] = source.Text[i];
                    to = to[1..];
                }
                else
                {
                    var replacement = Replacement(source.Text, i)!;
                    replacement.CopyTo(to);
                    to = to[replacement.Length..];
                }
            }

            source.Suffix.CopyTo(to);
        });
    }

    // The list also has marks that stand on a letter: "e" with one is "ê" and not "e^".
    private static string? Replacement(ReadOnlySpan<char> text, int at) =>
        SmartCharacters.Find(text[at]) is { } found && !(at > 0 && IsMark(text[at]) && char.IsLetterOrDigit(text[at - 1])) ? found : null;

    private static bool IsMark(char c) => c >= '\u0300' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private readonly ref struct Source(ReadOnlySpan<char> text, string suffix)
    {
        public ReadOnlySpan<char> Text { get; } = text;

        public string Suffix { get; } = suffix;
    }
}
