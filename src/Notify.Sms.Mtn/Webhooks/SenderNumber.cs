using System.Text.RegularExpressions;
using Notify.Contacts;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Reads who wrote a message, as MTN may put it: digits, with a plus, as <c>tel:</c>; in an account's country also as it is dialled there.</summary>
/// <param name="country">The country's ISO 3166 code; empty for none.</param>
internal sealed partial class SenderNumber(string country)
{
    private const string Scheme = "tel:";

    private readonly NationalNumbers? _national = country.Length == 0 ? null : new(country);

    /// <summary>The address; null for what is no phone number.</summary>
    public Address? Read(string? text)
    {
        var number = text?.Trim() ?? "";
        number = number.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? number[Scheme.Length..] : number;
        return _national?.Read(number) is { } address ? address
            : E164().Match(number) is { Success: true } match ? Address.Phone($"+{match.Groups["digits"].Value}") : null;
    }

    [GeneratedRegex(@"\A\+?(?<digits>[1-9][0-9]{6,14})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex E164();
}
