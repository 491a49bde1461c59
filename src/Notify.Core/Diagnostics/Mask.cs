using System.Text.RegularExpressions;

namespace Notify.Diagnostics;

/// <summary>Hides personal data in what is logged, traced or thrown.</summary>
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

    /// <summary>A text with every run of seven or more digits and every WhatsApp user's id masked, as providers put them into their error texts.</summary>
    public static string Text(string? value) =>
        string.IsNullOrEmpty(value) ? "" : LongNumber().Replace(UserId().Replace(value, static m => Address(m.Value)), static m => Address(m.Value));

    /// <summary>A provider's words as they may be kept: masked, at most 1,000 characters.</summary>
    internal static string? Detail(string? value)
    {
        var text = Storable(value, 1000);
        return text is null ? null : Text(text);
    }

    /// <summary>A text as every store can keep it: without the character NUL, without half a surrogate pair, cut to a length.</summary>
    internal static string? Storable(string? value, int most)
    {
        if (value is null)
        {
            return null;
        }

        var cut = value.Length <= most ? value : value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)];
        return cut.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || cut.Contains('\0', StringComparison.Ordinal)
            ? string.Concat(cut.EnumerateRunes().Where(static rune => rune.Value != 0).Select(static rune => rune.ToString()))
            : cut;
    }

    // With a digit in it, and no part of a longer name: a type of .NET's is none.
    [GeneratedRegex(@"(?<![\w.])[A-Z]{2}\.(?=[A-Za-z]{0,127}[0-9])[A-Za-z0-9]{5,128}(?!\w)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UserId();

    [GeneratedRegex(@"\+?\d(?:[ \-().]?\d){6,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
