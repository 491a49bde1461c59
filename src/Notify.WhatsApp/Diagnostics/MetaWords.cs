using System.Text.RegularExpressions;
using Notify.Http;

namespace Notify.WhatsApp.Diagnostics;

/// <summary>Makes Meta's words fit to be stored and logged.</summary>
internal static partial class MetaWords
{
    /// <summary>Without numbers and message ids, and at most 1,000 characters long.</summary>
    public static string Detail(string? text) => Clean.Detail(text, static words => MessageId().Replace(words, "wamid.***"));

    // WhatsApp's message ids are base64 with the person's number in it.
    [GeneratedRegex(@"wamid\.[A-Za-z0-9+/=_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MessageId();
}
