using System.Text.RegularExpressions;

namespace Notify.Diagnostics;

/// <summary>Hides personal data in what is logged, traced or thrown (V4).</summary>
public static partial class Mask
{
    /// <summary>An address with only its first four characters and last two left: <c>+250788123456</c> gives <c>+250*******56</c>.</summary>
    public static string Address(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        return value.Length <= 7
            ? new string('*', value.Length)
            : string.Concat(value.AsSpan(0, 4), new string('*', value.Length - 6), value.AsSpan(value.Length - 2));
    }

    /// <summary>A text with every run of seven or more digits masked, as providers put numbers into their error texts.</summary>
    public static string Text(string? value) =>
        string.IsNullOrEmpty(value) ? "" : LongNumber().Replace(value, static m => Address(m.Value));

    /// <summary>A provider's words as they may be kept: masked, at most 1,000 characters.</summary>
    internal static string? Detail(string? value)
    {
        var text = value is { Length: > 1000 } ? value[..1000] : value;
        return text is null ? null : Text(text);
    }

    [GeneratedRegex(@"\+?\d(?:[ \-().]?\d){6,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
