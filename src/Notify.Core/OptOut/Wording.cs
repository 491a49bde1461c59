namespace Notify.OptOut;

/// <summary>One language as it is used: what was configured over what is built in.</summary>
internal sealed class Wording
{
    private Wording(string language, OptOutLanguage? own, BuiltInLanguage? known, OptOutOptions options)
    {
        Language = language;
        Words = new Dictionary<WordKind, IReadOnlyList<string>>
        {
            [WordKind.Stop] = Either(own?.StopWords, known?.StopWords),
            [WordKind.Start] = Either(own?.StartWords, known?.StartWords),
            [WordKind.Yes] = Either(own?.YesWords, known?.YesWords),
            [WordKind.Help] = Either(own?.HelpWords, known?.HelpWords),
        };
        Stopped = Fill(own?.StoppedText ?? (options.Scope == OptOutScope.Channel ? known?.StoppedHere : known?.Stopped), options);
        Started = Fill(own?.StartedText ?? known?.Started, options);
        Help = Fill(own?.HelpText ?? (options.Contact is null ? known?.Help : known?.HelpWithContact), options);
    }

    public string Language { get; }

    public IReadOnlyDictionary<WordKind, IReadOnlyList<string>> Words { get; }

    public string Stopped { get; }

    public string Started { get; }

    public string Help { get; }

    /// <summary>All languages: the built-in ones first, then those that were added, by name.</summary>
    public static IReadOnlyList<Wording> Of(OptOutOptions options) =>
    [
        .. BuiltInLanguages.All.Select(l => new Wording(l.Language, options.Languages.TryGetValue(l.Language, out var own) ? own : null, l.Words, options)),
        .. options.Languages.Where(l => BuiltInLanguages.Find(l.Key) is null).OrderBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => new Wording(l.Key, l.Value, null, options)),
    ];

    private static IReadOnlyList<string> Either(IList<string>? own, IReadOnlyList<string>? known) => own is null ? known ?? [] : [.. own];

    private string Fill(string? text, OptOutOptions options) => (text ?? "")
        .Replace("{stop}", First(WordKind.Stop), StringComparison.Ordinal)
        .Replace("{start}", First(WordKind.Start), StringComparison.Ordinal)
        .Replace("{help}", First(WordKind.Help), StringComparison.Ordinal)
        .Replace("{contact}", options.Contact ?? "", StringComparison.Ordinal);

    private string First(WordKind kind) => Words[kind].Count > 0 ? Words[kind][0] : "";
}
