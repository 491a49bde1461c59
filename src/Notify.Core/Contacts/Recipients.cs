using System.Text.RegularExpressions;

namespace Notify.Contacts;

/// <summary>Turns what an app writes as a recipient into an address.</summary>
internal static partial class Recipients
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>
    /// A WhatsApp user's id, or an E.164 number (ITU-T E.164: at most 15 digits), with the spaces, hyphens, dots and parentheses people write taken out, and its length checked in the markets that
    /// are known. Gives what is wrong, or null; it never repeats what was given.
    /// </summary>
    /// <param name="text">What the app wrote.</param>
    /// <param name="home">Where a number without '+' is dialled; null where a number must have its country code.</param>
    /// <param name="address">The address, where there is one.</param>
    public static NotificationError? Parse(string? text, Market? home, out Address address)
    {
        address = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return new("Recipient", NotificationErrorCodes.Required, "Give a phone number in E.164 form, such as +250788123456, or a WhatsApp user's id, such as RW.13491208655302741918.");
        }

        if (IsMeantAsUser(text))
        {
            address = Address.WhatsAppUser(text.Trim());
            return Address.IsWhatsAppUser(address.Value) ? null : NoUser(out address);
        }

        if (text.Length > 40)
        {
            return NoNumber(text);
        }

        var number = text;
        if (!IsE164(text))
        {
            var written = Separators().Replace(text, "");
            number = International(written, home) ?? Dialled(written, home) ?? "";
            if (!IsE164(number))
            {
                return NoNumber(text);
            }
        }

        if (Markets.Of(number) is { } market)
        {
            number = WithoutTrunk(number, market);
            if (Wrong(number, market) is { } error)
            {
                return error;
            }
        }

        address = Address.Phone(number);
        return null;
    }

    /// <summary>What is wrong with an address as the recipient of an SMS; null where nothing is, or nothing is known.</summary>
    public static NotificationError? CheckSms(Address address) =>
        address.Kind == Address.PhoneKind && Markets.Of(address.Value) is { } market && !market.IsMobile(National(address.Value, market))
            ? Invalid($"SMS goes to mobile numbers only, and this is none of {market.Name}: give the person's mobile number, or another channel.")
            : null;

    private static bool IsE164(ReadOnlySpan<char> text) =>
        text.Length is > MinDigits and <= MaxDigits + 1 && text[0] == '+' && text[1] != '0' && !text[1..].ContainsAnyExceptInRange('0', '9');

    private static ReadOnlySpan<char> National(string number, Market market) => number.AsSpan(1 + market.CountryCode.Length);

    // As a network of the market would take what is dialled: its own prefixes go before 00. No country code begins with 0.
    private static string? International(string written, Market? home)
    {
        if (written.StartsWith('+'))
        {
            return written;
        }

        foreach (var prefix in home?.InternationalPrefixes ?? [])
        {
            if (After(written, prefix) is { } number)
            {
                return number;
            }
        }

        return After(written, "00");
    }

    private static string? After(string written, string prefix) =>
        written.StartsWith(prefix, StringComparison.Ordinal) && written.Length > prefix.Length && written[prefix.Length] != '0' ? $"+{written.AsSpan(prefix.Length)}" : null;

    // With the country code and no '+' only where a mobile number is left, and the digits are not one as they stand.
    private static string? Dialled(string written, Market? home)
    {
        if (home is null || written.Length == 0 || written.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var national = home.HasTrunk && written[0] == '0' ? written[1..] : written;
        if (!home.IsMobile(national) && national.StartsWith(home.CountryCode, StringComparison.Ordinal))
        {
            var rest = national[home.CountryCode.Length..];
            national = home.IsMobile(rest) ? rest : national;
        }

        return $"+{home.CountryCode}{national}";
    }

    // People write +250 (0)788 123 456; what is left without the 0 must be a number then.
    private static string WithoutTrunk(string number, Market market)
    {
        var national = National(number, market);
        return market.HasTrunk && national.StartsWith('0') && !market.Fits(national) && market.Fits(national[1..])
            ? $"+{market.CountryCode}{national[1..]}"
            : number;
    }

    private static NotificationError? Wrong(string number, Market market)
    {
        var national = National(number, market);
        if (market.IsOutdated(national))
        {
            return Invalid(market.EightDigitRemedy!);
        }

        var digits = market.HasTrunk ? national.TrimStart('0').Length : national.Length;
        return market.Fits(national) ? null : Invalid(
            $"Numbers of {market.Name} have {string.Join(" or ", market.Lengths)} digits after +{market.CountryCode}, this has {digits}: look for a digit too few or too many, or a 0 too many in front.");
    }

    // No number begins with two letters and a dot.
    private static bool IsMeantAsUser(string text) => text.AsSpan().TrimStart() is [var one, var two, '.', ..] && char.IsAsciiLetter(one) && char.IsAsciiLetter(two);

    private static NotificationError NoUser(out Address address)
    {
        address = default;
        return Invalid("This is no WhatsApp user's id: write it as the webhook had it, two capital letters, a dot and 1 to 128 letters and digits, such as RW.13491208655302741918.");
    }

    private static NotificationError NoNumber(string text) => Invalid(text.TrimStart().StartsWith('+')
        ? "This is no E.164 phone number: write '+', the country code and the number, 7 to 15 digits in all."
        : "The number must start with '+' and the country code, such as +250788123456, or be one of the region that Notify:Queueing:DefaultRegion names.");

    private static NotificationError Invalid(string message) => new("Recipient", NotificationErrorCodes.RecipientInvalid, message);

    // Also the dashes and the marks of direction that come with a number copied from a page or an address book.
    [GeneratedRegex(@"[\s.()\p{Pd}\p{Cf}]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Separators();
}
