using System.Text;

namespace Notify.OptOut;

/// <summary>
/// Words as they are compared: capitals, no accents, nothing but letters, digits and single spaces. Accents by a table of the Latin letters, for without ICU
/// .NET decomposes nothing.
/// </summary>
internal static class WordText
{
    /// <summary>The longest word, and with it the longest message that is looked at.</summary>
    public const int MaxLength = 40;

    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;

    private const string Accented = "ÀÁÂÃÄÅĀĂĄÇĆĈĊČĎĐÈÉÊËĒĔĖĘĚĜĞĠĢĤĦÌÍÎÏĨĪĬĮİĴĶĹĻĽĿŁÑŃŅŇÒÓÔÕÖØŌŎŐŔŖŘŚŜŞŠȘŢŤŦȚÙÚÛÜŨŪŬŮŰŲŴÝŶŸŹŻŽ";
    private const string Plain = "AAAAAAAAACCCCCDDEEEEEEEEEGGGGHHIIIIIIIIIJKLLLLLNNNNOOOOOOOOORRRSSSSSTTTTUUUUUUUUUUWYYYZZZ";

    /// <summary>A text folded; empty where it is too long to be a word or nothing is left.</summary>
    public static string Fold(string? text)
    {
        if (text is null || text.AsSpan().Trim() is not { Length: > 0 and <= MaxLength } trimmed)
        {
            return "";
        }

        var folded = new StringBuilder(MaxLength);
        var needsSpace = false;
        foreach (var character in trimmed)
        {
            if (char.IsWhiteSpace(character))
            {
                needsSpace = folded.Length > 0;
            }
            else if (Letters(character) is { Length: > 0 } letters)
            {
                folded.Append(needsSpace ? " " : "").Append(letters);
                needsSpace = false;
            }
        }

        return folded.ToString();
    }

    /// <summary>A folded text without its spaces.</summary>
    public static string Join(string folded) => folded.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A character folded; empty for accents on their own, blanks, punctuation and emoji.</summary>
    public static string Letters(char character)
    {
        var upper = char.ToUpperInvariant(character is >= FirstFullWidth and <= LastFullWidth ? (char)(character - FullWidthOffset) : character);
        return upper switch
        {
            'Œ' => "OE",
            'Æ' => "AE",
            'ß' or 'ẞ' => "SS",
            _ when Accented.IndexOf(upper, StringComparison.Ordinal) is >= 0 and var at => Plain[at..(at + 1)],
            _ => char.IsLetterOrDigit(upper) ? upper.ToString() : "",
        };
    }
}
