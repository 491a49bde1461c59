using System.Text.RegularExpressions;
using Notify.Policies;

namespace Notify.Sample.Worker.Hosting;

/// <summary>The sample's rules on texts before they leave.</summary>
internal static partial class SampleRules
{
    /// <summary>Thirteen to nineteen digits in a row, in groups or not, as on payment cards: all but the last four become stars.</summary>
    public static SanitizerRule MaskCardNumbers { get; } = SanitizerRule.Rewrite("card_number", CardNumber(), "**** ${last}");

    /// <summary>Nobody who writes in our name asks for a PIN or a password.</summary>
    public static SanitizerRule BlockRequestsForSecrets { get; } = SanitizerRule.Block("asks_for_secret", AsksForSecret());

    [GeneratedRegex(@"(?<!\d)(?:\d[ -]?){9,15}(?<last>\d{4})(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CardNumber();

    [GeneratedRegex(@"\bsend\b.{0,20}\b(?:PIN|password)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AsksForSecret();
}
