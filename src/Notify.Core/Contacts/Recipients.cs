using System.Text.RegularExpressions;

namespace Notify.Contacts;

/// <summary>Turns what an app writes as a recipient into an address.</summary>
internal static partial class Recipients
{
    /// <summary>An E.164 number (ITU-T E.164: at most 15 digits), with the spaces, hyphens, dots and parentheses people write taken out.</summary>
    public static bool TryParse(string? text, out Address address)
    {
        address = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
        {
            return false;
        }

        var number = E164Pattern().IsMatch(text) ? text : Separators().Replace(text.Trim(), "");
        if (!E164Pattern().IsMatch(number))
        {
            return false;
        }

        address = Address.Phone(number);
        return true;
    }

    /// <summary>The error for a recipient that is none; it never repeats what was given.</summary>
    public static NotificationError Error(string? text) => string.IsNullOrWhiteSpace(text)
        ? new("Recipient", NotificationErrorCodes.Required, "Give a phone number in E.164 form, such as +250788123456.")
        : new(
            "Recipient",
            NotificationErrorCodes.RecipientInvalid,
            text.TrimStart().StartsWith('+')
                ? "This is no E.164 phone number: write '+', the country code and the number, 7 to 15 digits in all."
                : "The number must start with '+' and the country code, such as +250788123456.");

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex E164Pattern();

    [GeneratedRegex(@"[\s\-.()]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separators();
}
