using System.Text.RegularExpressions;
using Notify.Diagnostics;

namespace Notify.WhatsApp.Diagnostics;

/// <summary>Makes a provider's words fit to be stored and logged.</summary>
internal static partial class Clean
{
    private const int Longest = 1000;

    /// <summary>Without numbers and message ids, and at most 1,000 characters long.</summary>
    public static string Detail(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Cut before as well, so that a huge body costs no time.
        var head = text.Length > 2 * Longest ? text[..(2 * Longest)] : text;
        var masked = Mask.Text(MessageId().Replace(head, "wamid.***"));
        return masked.Length > Longest ? masked[..Longest] : masked;
    }

    // WhatsApp's message ids are base64 with the person's number in it.
    [GeneratedRegex(@"wamid\.[A-Za-z0-9+/=_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MessageId();
}
