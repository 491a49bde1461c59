using System.Text.RegularExpressions;

namespace Notify.Conversations;

/// <summary>What is wrong with a conversation, each problem with its field and remedy.</summary>
internal static partial class ConversationChecks
{
    private const int MaxText = 1000;
    private const int MaxLabel = 100;
    private const int MaxQuestions = 20;
    private const int MinChoices = 2;
    private const int MaxChoices = 20;
    private const int MaxWords = 100;
    private const int MaxTries = 10;

    public static IEnumerable<string> Problems(Conversation conversation)
    {
        var languages = Texts(conversation).SelectMany(t => t.Texts.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var problems = new List<string>();
        void Check(bool isRight, string problem)
        {
            if (!isRight)
            {
                problems.Add(problem);
            }
        }

        Check(NamePattern().IsMatch(conversation.Name), $"name '{conversation.Name}': use 1 to 40 of a-z, 0-9 and '_', a letter first");
        Check(conversation.Tenant is null or { Length: > 0 }, "tenant: it is empty; name one, or leave it out for all");
        Check(conversation.Questions.Count is >= 1 and <= MaxQuestions, $"questions: {conversation.Questions.Count}; give 1 to {MaxQuestions}");
        Check(conversation.MaxTries is >= 1 and <= MaxTries, $"maxTries: {conversation.MaxTries}; use 1 to {MaxTries}");
        Check(conversation.SkipWords.Count > 0 || !conversation.Questions.Any(q => q.IsOptional), "skipWords: a question is optional; give the words by which it is left out");
        problems.AddRange(Words("startWords", conversation.StartWords));
        problems.AddRange(Words("skipWords", conversation.SkipWords));
        problems.AddRange(conversation.Questions.GroupBy(q => q.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"questions: '{g.Key}' is there twice; rename one"));
        problems.AddRange(conversation.Questions.SelectMany(Problems));
        problems.AddRange(Texts(conversation).SelectMany(t => Problems(t.Field, t.Texts, t.Max, languages)));
        return problems;
    }

    /// <summary>What is wrong with one text in its languages.</summary>
    public static IEnumerable<string> Problems(string field, IReadOnlyDictionary<string, string> texts, int max, IReadOnlyList<string> languages)
    {
        if (texts.Count == 0)
        {
            yield return $"{field}: it is empty; give the text by language, such as \"en\"";
            yield break;
        }

        foreach (var (language, text) in texts)
        {
            if (!LanguagePattern().IsMatch(language))
            {
                yield return $"{field}: '{language}' is no language; write it such as en or fr-RW";
            }

            if (string.IsNullOrWhiteSpace(text) || text.Length > max)
            {
                yield return $"{field}.{language}: {text?.Length ?? 0} characters; give 1 to {max}";
            }
        }

        foreach (var missing in languages.Where(l => !texts.Keys.Contains(l, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"{field}: there is no '{missing}', which other texts have; add it";
        }
    }

    private static IEnumerable<(string Field, IReadOnlyDictionary<string, string> Texts, int Max)> Texts(Conversation conversation)
    {
        yield return ("completed", conversation.Completed, MaxText);
        yield return ("givenUp", conversation.GivenUp, MaxText);
        foreach (var question in conversation.Questions)
        {
            yield return ($"{question.Name}.ask", question.Ask, MaxText);
            if (question.Again is { } again)
            {
                yield return ($"{question.Name}.again", again, MaxText);
            }

            foreach (var choice in question.Choices)
            {
                yield return ($"{question.Name}.choices.{choice.Value}.label", choice.Label, MaxLabel);
            }
        }
    }

    private static IEnumerable<string> Problems(Question question)
    {
        var name = question.Name;
        if (!NamePattern().IsMatch(name))
        {
            yield return $"questions: name '{name}': use 1 to 40 of a-z, 0-9 and '_', a letter first";
        }

        if (!Enum.IsDefined(question.Kind))
        {
            yield return $"{name}.kind: use {string.Join(", ", Enum.GetNames<QuestionKind>())}";
        }

        var isChoice = question.Kind == QuestionKind.Choice;
        if (isChoice ? question.Choices.Count is < MinChoices or > MaxChoices : question.Choices.Count > 0)
        {
            yield return $"{name}.choices: {question.Choices.Count}; give {MinChoices} to {MaxChoices} with kind Choice, and none with another";
        }

        if (question.MinLength < 1 || question.MaxLength > MaxText || question.MinLength > question.MaxLength)
        {
            yield return $"{name}.minLength, maxLength: {question.MinLength} to {question.MaxLength}; stay within 1 to {MaxText}, the least first";
        }

        if (question.Min > question.Max)
        {
            yield return $"{name}.min: {question.Min} is more than max, {question.Max}; exchange them";
        }

        if (question.Pattern is { } pattern && (question.Kind != QuestionKind.Text || !IsPattern(pattern)))
        {
            yield return $"{name}.pattern: it must be a regular expression, with kind Text; mend it or take it away";
        }

        foreach (var find in question.Finds.Where(f => !IsPattern(f)))
        {
            yield return $"{name}.finds: '{find}' is no regular expression; mend it";
        }

        if (question.Finds.Count > MaxChoices)
        {
            yield return $"{name}.finds: {question.Finds.Count}; give at most {MaxChoices}";
        }

        foreach (var problem in question.Choices.SelectMany(c => Words($"{name}.choices.{c.Value}.synonyms", c.Synonyms)).Concat(Ambiguous(question)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Words(string field, IReadOnlyList<string> words)
    {
        if (words.Count > MaxWords)
        {
            yield return $"{field}: {words.Count}; give at most {MaxWords}";
        }

        foreach (var word in words.Where(w => w.Length > MaxLabel || Phrase.Of(w).IsEmpty))
        {
            yield return $"{field}: '{word}' has no letter or digit, or is longer than {MaxLabel} characters; take it away";
        }
    }

    // A word that stands for two choices stands for none.
    private static IEnumerable<string> Ambiguous(Question question)
    {
        foreach (var choice in question.Choices.Where(c => c.Value is not { Length: > 0 and <= MaxLabel }))
        {
            yield return $"{question.Name}.choices: value '{choice.Value}'; give 1 to {MaxLabel} characters";
        }

        var words = question.Choices.SelectMany(c => ChoicePhrases.Words(c).Select(w => (Word: Phrase.Of(w).ToString(), c.Value))).Where(w => w.Word.Length > 0);
        foreach (var word in words.GroupBy(w => w.Word, StringComparer.Ordinal))
        {
            if (word.Select(w => w.Value).Distinct(StringComparer.Ordinal).ToList() is { Count: > 1 } values)
            {
                yield return $"{question.Name}.choices: '{word.Key}' stands for {string.Join(" and ", values)}; take it from one";
            }
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            return pattern.Length > 0 && Patterns.Make(pattern) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguagePattern();
}
