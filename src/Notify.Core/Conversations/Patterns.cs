using System.Text.RegularExpressions;

namespace Notify.Conversations;

/// <summary>Regular expressions that apps write, run over what strangers write: each has a time limit.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    public static Regex Make(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Limit);

    /// <summary>The match; none where it takes too long.</summary>
    public static Match Match(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return System.Text.RegularExpressions.Match.Empty;
        }
    }
}
