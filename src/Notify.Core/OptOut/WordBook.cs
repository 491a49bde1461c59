using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>Finds the word a message consists of. Thread-safe.</summary>
internal sealed class WordBook
{
    // By the word without its spaces. "OPT OUT" is written with them or without; nothing else is put together.
    private readonly FrozenDictionary<string, Entry[]> _entries;

    public WordBook(IOptions<OptOutOptions> options) => _entries = EntriesOf(options.Value)
        .GroupBy(e => WordText.Join(e.Folded), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>The word, or null. What is passed on, edited or written beside a file is not said to us.</summary>
    public WordMatch? Find(InboundMessage message) => message.IsForwarded ? null : message.Content switch
    {
        InboundText text => Find(text.Body),
        InboundButton button => OfButton(button.Payload, button.Title),
        InboundChoice choice => OfButton(choice.Id, choice.Title),
        _ => null,
    };

    /// <summary>The word a text consists of, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFirst">Whether only the first word of each list counts.</param>
    public WordMatch? Find(string? text, bool isFirst = false)
    {
        var folded = WordText.Fold(text);
        if (folded.Length == 0 || !_entries.TryGetValue(WordText.Join(folded), out var entries))
        {
            return null;
        }

        var isJoined = !folded.Contains(' ', StringComparison.Ordinal);
        var found = Array.FindAll(entries, e => (isJoined || e.Folded == folded) && (e.IsFirst || !isFirst));
        return found.Length == 0 ? null
            : new WordMatch(found[0].Kind, found[0].Word, [.. found.Where(e => e.Kind == found[0].Kind).Select(e => e.Wording)]);
    }

    // A button to which the app gave a meaning of its own has that one: Cancel under a booking cancels the booking. And its Yes answers what the app asked.
    private WordMatch? OfButton(string? payload, string title)
    {
        var isOwn = !string.IsNullOrEmpty(payload) && WordText.Fold(payload) != WordText.Fold(title);
        var match = isOwn ? Find(payload) ?? Find(title, isFirst: true) : Find(title);
        return match is { Kind: WordKind.Yes } ? null : match;
    }

    private static IEnumerable<Entry> EntriesOf(OptOutOptions options) =>
        from wording in Wording.Of(options)
        from words in wording.Words
        from word in words.Value.Select((w, i) => (Text: w, Folded: WordText.Fold(w), IsFirst: i == 0))
        where word.Folded.Length > 0
        select new Entry(words.Key, word.Text, word.Folded, word.IsFirst, wording);

    private sealed record Entry(WordKind Kind, string Word, string Folded, bool IsFirst, Wording Wording);
}
