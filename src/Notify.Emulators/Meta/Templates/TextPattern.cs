using System.Text;
using System.Text.RegularExpressions;

namespace Notify.Emulators.Meta.Templates;

/// <summary>A template text taken apart at its <c>{{placeholders}}</c>.</summary>
internal sealed partial class TextPattern
{
    private readonly string[] _literals;
    private readonly int[] _slots;

    private TextPattern(string[] literals, int[] slots, string[] names)
    {
        (_literals, _slots, Names) = (literals, slots, names);
    }

    public static TextPattern Empty { get; } = Parse(string.Empty);

    /// <summary>The distinct placeholders: in order of their number when all are numbers, else in order of appearance.</summary>
    public IReadOnlyList<string> Names { get; }

    public static TextPattern Parse(string text)
    {
        var literals = new List<string>();
        var found = new List<string>();
        var position = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            literals.Add(text[position..match.Index]);
            found.Add(match.Groups["name"].Value);
            position = match.Index + match.Length;
        }

        literals.Add(text[position..]);
        string[] names = [.. found.Distinct(StringComparer.Ordinal)];
        if (Array.TrueForAll(names, IsNumber))
        {
            Array.Sort(names, (left, right) => left.Length != right.Length ? left.Length - right.Length : string.CompareOrdinal(left, right));
        }

        return new TextPattern([.. literals], [.. found.Select(name => Array.IndexOf(names, name))], names);
    }

    /// <summary>Fills in the values, which stand in the order of <see cref="Names"/>.</summary>
    public string Render(ReadOnlySpan<string> values)
    {
        if (_slots.Length == 0)
        {
            return _literals[0];
        }

        var text = new StringBuilder(_literals[0]);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            text.Append(values[_slots[slot]]).Append(_literals[slot + 1]);
        }

        return text.ToString();
    }

    public static bool IsNumber(string name) => name.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_]+)\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
