using System.Text.RegularExpressions;
using Notify.Packaging.Tests.Pages;

namespace Notify.Packaging.Tests.Options;

/// <summary>One row of the README's configuration table.</summary>
/// <param name="Key">The configuration key.</param>
/// <param name="Meaning">What it sets.</param>
/// <param name="Default">The default's cell.</param>
/// <param name="Range">The range's cell.</param>
internal sealed partial record OptionRow(string Key, string Meaning, string Default, string Range)
{
    /// <summary>Every row of the table between its two marks.</summary>
    public static IReadOnlyList<OptionRow> ReadAll() =>
        [.. Page.Table("README.md", "options").Select(cells => new OptionRow(cells[0], cells[1], cells[2], cells[3]))];

    /// <summary>The values in a cell, which are those written as code.</summary>
    public static IReadOnlyList<string> Code(string cell) => [.. CodePattern().Matches(cell).Select(m => m.Groups["code"].Value)];

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();
}
