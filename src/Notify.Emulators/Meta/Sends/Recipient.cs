using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends;

/// <summary>Who a send is for.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct Recipient(string Input, string Address, bool IsUserId)
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    // Meta lets people write these between the digits.
    private const string Fillers = " -()";

    public static Recipient Read(JsonElement root, RequestCheck check)
    {
        // When both are given, Meta takes the phone number.
        if (check.Has(root, "to") || !check.Has(root, "recipient"))
        {
            var input = check.Text(root, string.Empty, "to");
            return new Recipient(input, ReadPhone(input, check), IsUserId: false);
        }

        var userId = check.Text(root, string.Empty, "recipient");
        check.Require(IsUser(userId), () => MetaError.Request("The parameter recipient must be a business-scoped user id such as US.1234567890."));
        return new Recipient(userId, userId, IsUserId: true);
    }

    /// <summary>Whether a text has the shape of a business-scoped user id.</summary>
    public static bool IsUser(string text) => UserId().IsMatch(text);

    private static string ReadPhone(string input, RequestCheck check)
    {
        // Meta would put the business number's country code in front and send to a stranger.
        check.Require(input.StartsWith('+'), () => MetaError.Request("The parameter to must start with '+' and the country code."));
        var phone = string.Concat(input.Where(character => !Fillers.Contains(character, StringComparison.Ordinal)));
        var digits = phone.AsSpan(Math.Min(1, phone.Length));
        var valid = digits.Length is >= FewestDigits and <= MostDigits && !digits.ContainsAnyExceptInRange('0', '9') && digits[0] != '0';
        check.Require(valid, () => MetaError.Request($"The parameter to must have {FewestDigits} to {MostDigits} digits after the '+' and not start with 0."));
        return phone;
    }

    [GeneratedRegex(@"^[A-Z]{2}\.[A-Za-z0-9]{1,128}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserId();
}
