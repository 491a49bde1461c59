namespace Notify.Conversations;

/// <summary>The words by which one of a question's choices is meant.</summary>
internal sealed class ChoicePhrases(Question question)
{
    private readonly List<(Phrase Phrase, string Value)> _phrases =
        [.. question.Choices.SelectMany(c => Words(c).Select(w => (Phrase.Of(w), c.Value))).Where(p => !p.Item1.IsEmpty)];

    /// <summary>A choice's words: its value, its labels, its synonyms.</summary>
    public static IEnumerable<string> Words(QuestionChoice choice) => choice.Label.Values.Concat(choice.Synonyms).Prepend(choice.Value);

    /// <summary>The one choice that a text names; null where it names none or several.</summary>
    public Finding? Find(Phrase text)
    {
        var found = new List<(int At, int Count, string Value)>();
        foreach (var (phrase, value) in _phrases)
        {
            found.AddRange(text.PlacesOf(phrase).Select(at => (at, phrase.Count, value)));
        }

        // In "work visa", "visa" is not another choice.
        var whole = found.Where(f => !found.Exists(o => o.Count > f.Count && o.At <= f.At && f.At + f.Count <= o.At + o.Count)).ToList();
        return whole.Select(f => f.Value).Distinct(StringComparer.Ordinal).Count() == 1
            ? new Finding(whole[0].Value, [.. whole.Select(f => (text[f.At].Start, text[f.At + f.Count - 1].End))])
            : null;
    }
}
