using System.Globalization;
using System.Text.RegularExpressions;

namespace Notify.Conversations;

/// <summary>Reads the one number in a text.</summary>
internal static partial class Numbers
{
    /// <summary>The number as it is kept; null where there is none, several, or one out of range.</summary>
    public static string? Read(string text, decimal? min, decimal? max)
    {
        var found = Pattern().Matches(text);
        return found.Count == 1
            && decimal.TryParse(found[0].Value.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && !(number < min) && !(number > max)
                ? number.ToString(CultureInfo.InvariantCulture)
                : null;
    }

    // A comma or a full stop before its decimals; without marks of thousands, which each language reads differently.
    [GeneratedRegex("(?<![0-9.,])-?[0-9]{1,18}([.,][0-9]{1,6})?(?![0-9]|[.,][0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
