using System.Text.RegularExpressions;

namespace Notify.Templates;

/// <summary>A text with <c>{{name}}</c> placeholders, taken apart once so that writing it is a concatenation.</summary>
internal sealed partial class Placeholders
{
    // Literals and names in turn: literal, name, literal, name, literal.
    private readonly string[] _parts;

    private Placeholders(string[] parts, string[] names) => (_parts, Names) = (parts, names);

    /// <summary>The names in order of first use, none twice.</summary>
    public string[] Names { get; }

    /// <summary>Whether the text ends with its only placeholder, as a button's address must.</summary>
    public bool EndsWithOnlyPlaceholder => _parts.Length == 3 && _parts[2].Length == 0;

    /// <summary>Whether braces are left in the text that make no placeholder, as in <c>{{Name}}</c>.</summary>
    public bool IsBroken => _parts.Where((_, i) => i % 2 == 0).Any(LooksLikeOne);

    /// <summary>Whether there is something like a placeholder in a text.</summary>
    public static bool LooksLikeOne(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal);

    public static Placeholders Parse(string text)
    {
        var parts = new List<string>();
        var names = new List<string>();
        var at = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            var name = match.Groups["name"].Value;
            parts.Add(text[at..match.Index]);
            parts.Add(name);
            if (!names.Contains(name))
            {
                names.Add(name);
            }

            at = match.Index + match.Length;
        }

        parts.Add(text[at..]);
        return new Placeholders([.. parts], [.. names]);
    }

    public string Write(IReadOnlyDictionary<string, string> values)
    {
        if (_parts.Length == 1)
        {
            return _parts[0];
        }

        var pieces = new string[_parts.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            pieces[i] = i % 2 == 0 ? _parts[i] : values.GetValueOrDefault(_parts[i], "");
        }

        return string.Concat(pieces);
    }

    /// <summary>The length <see cref="Write"/> would give.</summary>
    public int Measure(IReadOnlyDictionary<string, string> values)
    {
        var length = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            length += i % 2 == 0 ? _parts[i].Length : values.GetValueOrDefault(_parts[i], "").Length;
        }

        return length;
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z0-9_]+)\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
