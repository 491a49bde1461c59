namespace Notify.Sms;

/// <summary>Links within a text, as phones make them out: with a scheme, or a bare domain and what follows it.</summary>
internal static class Links
{
    /// <summary>Where to cut so that no link is cut and none touches the ellipsis: the place itself, or the start of the link it is in or at the end of.</summary>
    public static int CutBefore(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        var link = Find(text[start..end]);
        return link >= 0 && start + link < at ? start + link : at;
    }

    /// <summary>Whether a text ends in a link.</summary>
    public static bool IsAtEnd(ReadOnlySpan<char> text) => text.Length > 0 && CutBefore(text, text.Length) < text.Length;

    // Where the first link of a word begins. A link is taken to run to the word's end: where phones end it is not for certain.
    private static int Find(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < word.Length - 1; i++)
        {
            if (word[i] == ':' && word[i..].StartsWith("://", StringComparison.Ordinal))
            {
                return Back(word, i);
            }

            if (word[i] == '.' && char.IsLetterOrDigit(word[i - 1]) && i + 2 < word.Length && char.IsLetterOrDigit(word[i + 1]) && char.IsLetterOrDigit(word[i + 2]))
            {
                return Back(word, i);
            }
        }

        return -1;
    }

    private static int Back(ReadOnlySpan<char> word, int at)
    {
        var start = at;
        while (start > 0 && (char.IsAsciiLetterOrDigit(word[start - 1]) || word[start - 1] is '+' or '-' or '.' or '_' or '@' or '%' or ':'))
        {
            start--;
        }

        // A domain in another script: all of the word.
        return start == at ? 0 : start;
    }
}
