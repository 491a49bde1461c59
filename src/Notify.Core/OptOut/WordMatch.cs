namespace Notify.OptOut;

/// <summary>A word somebody wrote.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Word">The word as configured.</param>
/// <param name="Wordings">The languages it is a word of, in their order.</param>
internal sealed record WordMatch(WordKind Kind, string Word, IReadOnlyList<Wording> Wordings)
{
    /// <summary>The language to answer in: the person's own where it is one of the word's, else English, else the first.</summary>
    public Wording Wording(string? locale)
    {
        var language = locale?.Split('-', '_')[0];
        return Find(language) ?? Find(BuiltInLanguages.Default) ?? Wordings[0];
    }

    private Wording? Find(string? language) => Wordings.FirstOrDefault(w => string.Equals(w.Language, language, StringComparison.OrdinalIgnoreCase));
}
