namespace Notify.Contacts;

/// <summary>
/// The calling code of a phone number: 1 and 7 for the zones of that digit, the two-digit codes below, three digits everywhere else (ITU-T E.164, list of
/// assigned country codes). Countries that share a code (those of the North American plan, Russia and Kazakhstan) are one.
/// </summary>
internal static class CallingCodes
{
    private const string TwoDigits = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

    /// <summary>The code without '+'; null where the address is no phone number.</summary>
    public static string? Of(Address? address)
    {
        if (address is not { Kind: Address.PhoneKind, Value: ['+', _, _, _, ..] number })
        {
            return null;
        }

        var length = number[1] is '1' or '7' ? 1 : IsTwoDigits(number.AsSpan(1, 2)) ? 2 : 3;
        return number.Substring(1, length);
    }

    private static bool IsTwoDigits(ReadOnlySpan<char> digits) => TwoDigits.AsSpan().IndexOf(digits) is >= 0 and var at && at % 3 == 0;
}
