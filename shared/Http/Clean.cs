using Notify.Diagnostics;

namespace Notify.Http;

/// <summary>Makes a provider's words fit to be stored and logged.</summary>
internal static class Clean
{
    private const int Longest = 1000;

    /// <summary>Without numbers, and at most 1,000 characters long.</summary>
    /// <param name="text">The words.</param>
    /// <param name="hide">Hides more than numbers first.</param>
    public static string Detail(string? text, Func<string, string>? hide = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Cut before as well, so that a huge body costs no time.
        var head = text.Length > 2 * Longest ? text[..(2 * Longest)] : text;
        var masked = Mask.Text(hide is null ? head : hide(head));
        return masked.Length > Longest ? masked[..Longest] : masked;
    }
}
