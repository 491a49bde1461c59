using System.Text.RegularExpressions;
using Notify.Contacts;
using Notify.Diagnostics;

namespace Notify.Conversations;

/// <summary>A question, ready to be asked: reads answers to it, and finds them in what was said of other things.</summary>
internal sealed partial class ScriptQuestion(string conversation, Question question, Market? home)
{
    private readonly ChoicePhrases _choices = new(question);
    private readonly Regex? _pattern = question.Pattern is { } pattern ? Patterns.Make($"^(?:{pattern})\\z") : null;
    private readonly List<Regex> _finds = [.. question.Finds.Select(Patterns.Make)];

    public Question Question => question;

    public string Name => question.Name;

    /// <summary>The key of its answer in the session's context.</summary>
    public string Key { get; } = $"{conversation}.{question.Name}";

    /// <summary>The answer as it is kept, read from what was said to the question; null for none.</summary>
    public string? Read(string text) => question.Kind switch
    {
        QuestionKind.Choice => Numbered(text) ?? Chosen(text)?.Value,
        QuestionKind.Email => Only(Emails(text))?.Value,
        QuestionKind.Phone => Only(Phones(text))?.Value,
        QuestionKind.Number => Numbers.Read(text, question.Min, question.Max),
        _ => Plain(text),
    };

    /// <summary>The answer in a message that may be about other things; null for none, or for several.</summary>
    public Finding? Find(string text)
    {
        foreach (var find in _finds)
        {
            var match = Patterns.Match(find, text);
            var group = match.Groups["value"] is { Success: true } named ? named : match;
            if (match.Success && Read(group.Value) is { } value)
            {
                return new Finding(value, [(match.Index, match.Index + match.Length)]);
            }
        }

        return question.Kind switch
        {
            QuestionKind.Choice => Chosen(text),
            QuestionKind.Email => Only(Emails(text)),
            QuestionKind.Phone => Only(Phones(text)),
            _ => null,
        };
    }

    private static Finding? Only(IEnumerable<Finding> found) =>
        found.ToList() is { Count: > 0 } all && all.TrueForAll(f => f.Value == all[0].Value) ? new Finding(all[0].Value, [.. all.SelectMany(f => f.Places)]) : null;

    private static IEnumerable<Finding> Emails(string text) =>
        EmailPattern().Matches(text).Select(m => new Finding(m.Value, [(m.Index, m.Index + m.Length)]));

    private IEnumerable<Finding> Phones(string text)
    {
        foreach (Match match in PhonePattern().Matches(text))
        {
            if (Recipients.Parse(match.Value, home, out var address) is null)
            {
                yield return new Finding(address.Value, [(match.Index, match.Index + match.Length)]);
            }
        }
    }

    // The rw of an address in Rwanda is no choice.
    private Finding? Chosen(string text) => _choices.Find(Phrase.Of(EmailPattern().Replace(text, m => new string(' ', m.Length))));

    private string? Numbered(string text) =>
        Phrase.Of(text) is { Count: 1 } words && Numbers.Read(words[0].Folded, 1, question.Choices.Count) is { } number && int.TryParse(number, out var place)
            ? question.Choices[place - 1].Value
            : null;

    private string? Plain(string text)
    {
        var clean = Blanks().Replace(Mask.Storable(text, text.Length) ?? "", " ").Trim();
        return clean.Length >= question.MinLength && clean.Length <= question.MaxLength && (_pattern is null || Patterns.Match(_pattern, clean).Success) ? clean : null;
    }

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    // What mail servers take in practice; quoted local parts are not among it.
    [GeneratedRegex(@"(?<![\w.+-])[\w.+%'-]{1,64}(?<!\.)@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?![\w@-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"(?<![\w@.+])\+?[0-9(][0-9 ().\-]{5,30}[0-9](?![\w@])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PhonePattern();
}
