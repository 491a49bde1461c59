using Notify.OptOut;

namespace Notify.Conversations;

/// <summary>Words as they are compared: folded, without what stands between them.</summary>
internal sealed class Phrase
{
    private readonly List<Word> _words;

    private Phrase(List<Word> words) => _words = words;

    public bool IsEmpty => _words.Count == 0;

    public int Count => _words.Count;

    public Word this[int index] => _words[index];

    public static Phrase Of(string text)
    {
        var words = new List<Word>();
        var folded = new System.Text.StringBuilder();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var letters = i < text.Length ? WordText.Letters(text[i]) : "";
            if (letters.Length > 0)
            {
                start = folded.Length == 0 ? i : start;
                folded.Append(letters);
            }
            else if (folded.Length > 0 && !(i < text.Length && IsAccent(text[i])))
            {
                words.Add(new Word(folded.ToString(), start, i));
                folded.Clear();
            }
        }

        return new Phrase(words);
    }

    /// <summary>Where it holds another as whole words, from place to place.</summary>
    public IEnumerable<int> PlacesOf(Phrase other)
    {
        for (var at = 0; !other.IsEmpty && at + other.Count <= Count; at++)
        {
            if (Enumerable.Range(0, other.Count).All(i => _words[at + i].Folded == other[i].Folded))
            {
                yield return at;
            }
        }
    }

    public bool Is(Phrase other) => Count == other.Count && PlacesOf(other).Any();

    public override string ToString() => string.Join(' ', _words.Select(w => w.Folded));

    // Phones write an accent as a character of its own too.
    private static bool IsAccent(char character) => char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.NonSpacingMark;

    /// <summary>A word and where it stands in the text.</summary>
    internal readonly record struct Word(string Folded, int Start, int End);
}
