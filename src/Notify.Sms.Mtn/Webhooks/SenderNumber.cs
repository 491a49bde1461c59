using System.Text.RegularExpressions;
using Notify.Contacts;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Reads who wrote a message, as MTN may put it: digits, with a plus, as <c>tel:</c>.</summary>
internal static partial class SenderNumber
{
    private const string Scheme = "tel:";

    /// <summary>The address; null for what is no phone number.</summary>
    public static Address? Read(string? text)
    {
        var number = text?.Trim() ?? "";
        number = number.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? number[Scheme.Length..] : number;
        return E164().Match(number) is { Success: true } match ? Address.Phone($"+{match.Groups["digits"].Value}") : null;
    }

    [GeneratedRegex(@"\A\+?(?<digits>[1-9][0-9]{6,14})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex E164();
}
