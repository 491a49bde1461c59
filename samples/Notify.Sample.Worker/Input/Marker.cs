using System.Globalization;
using System.Text.RegularExpressions;

namespace Notify.Sample.Worker.Input;

/// <summary>
/// What tells one input line from another in the text a person reads: <c>#L0042</c> for line 42. Losses and doubles are counted by it,
/// never by the ids that travel beside the text.
/// </summary>
internal static partial class Marker
{
    /// <summary>The template variable that shows the marker; every template of the catalogue declares it.</summary>
    public const string Variable = "ref";

    public static string Of(int line) => string.Create(CultureInfo.InvariantCulture, $"#L{line:0000}");

    /// <summary>The line whose marker a text shows, or null. The program adds it last, so the last one counts.</summary>
    public static int? FindIn(string text)
    {
        var match = Pattern().Match(text);
        return match.Success ? int.Parse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"#L(?<line>[0-9]{4,9})\b", RegexOptions.RightToLeft | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
