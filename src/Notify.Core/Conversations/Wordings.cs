namespace Notify.Conversations;

/// <summary>Picks a text by language.</summary>
internal static class Wordings
{
    /// <summary>The text in the person's own locale, in its language, in the default one, in the first by name.</summary>
    public static string In(IEnumerable<KeyValuePair<string, string>> texts, string? locale, string fallback)
    {
        var all = texts.OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        string?[] wanted = [locale, Language(locale), fallback, Language(fallback)];
        foreach (var language in wanted)
        {
            if (all.FindIndex(t => Same(t.Key, language)) is >= 0 and var at)
            {
                return all[at].Value;
            }
        }

        return all[0].Value;
    }

    private static string? Language(string? locale) => locale?.Split('-', '_')[0];

    private static bool Same(string one, string? other) => string.Equals(one.Replace('_', '-'), other?.Replace('_', '-'), StringComparison.OrdinalIgnoreCase);
}
