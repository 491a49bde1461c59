using System.Globalization;
using System.Text.RegularExpressions;

namespace Notify.Sample.Worker.Input;

/// <summary>
/// What tells one input line from another in the text a person reads: <c>#L0042</c> for line 42, <c>#R0042</c> in the reply to what its person wrote back.
/// Losses and doubles are counted by it, never by the ids that travel beside the text.
/// </summary>
internal static partial class Marker
{
    /// <summary>The template variable that shows the marker; every template of the catalogue declares it.</summary>
    public const string Variable = "ref";

    public static string Of(int line) => string.Create(CultureInfo.InvariantCulture, $"#L{line:0000}");

    /// <summary>The marker of the reply to a text that has a line's marker; null where it has none.</summary>
    public static string? OfReplyTo(string text) => FindIn(text) is { } marker ? $"#R{marker[2..]}" : null;

    /// <summary>Whether a marker is of a reply.</summary>
    public static bool IsOfReply(string marker) => marker.StartsWith("#R", StringComparison.Ordinal);

    /// <summary>The marker a text shows, or null. The program adds it last, so the last one counts.</summary>
    public static string? FindIn(string text)
    {
        var match = Pattern().Match(text);
        return match.Success ? match.Value : null;
    }

    [GeneratedRegex(@"#[LR][0-9]{4,9}\b", RegexOptions.RightToLeft | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
