using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.OptOut;

/// <summary>Checks <see cref="OptOutOptions"/>.</summary>
internal sealed partial class OptOutOptionsValidator : IValidateOptions<OptOutOptions>
{
    private const int MaxContact = 200;
    private const int MaxText = 1000;

    public ValidateOptionsResult Validate(string? name, OptOutOptions options)
    {
        var check = new Check("OptOut")
            .True(nameof(options.Scope), Enum.IsDefined(options.Scope), "must be AllChannels or Channel")
            .True(nameof(options.Contact), options.Contact is null or { Length: > 0 and <= MaxContact }, $"must have 1 to {MaxContact} characters, or be left out");
        foreach (var (language, words) in options.Languages)
        {
            CheckLanguage(check, $"Languages:{language}", language, words);
        }

        if (check.Failures.Count == 0)
        {
            CheckMeanings(check, options);
        }

        return check.Result();
    }

    private static void CheckLanguage(Check check, string key, string language, OptOutLanguage words)
    {
        check.True(key, LanguagePattern().IsMatch(language), "must be named by a language of two or three letters, such as fr");
        var isBuiltIn = BuiltInLanguages.Find(language) is not null;
        CheckWords(check, $"{key}:{nameof(words.StopWords)}", words.StopWords, isRequired: !isBuiltIn);
        CheckWords(check, $"{key}:{nameof(words.StartWords)}", words.StartWords, isRequired: false);
        CheckWords(check, $"{key}:{nameof(words.YesWords)}", words.YesWords, isRequired: false);
        CheckWords(check, $"{key}:{nameof(words.HelpWords)}", words.HelpWords, isRequired: false);
        CheckText(check, $"{key}:{nameof(words.StoppedText)}", words.StoppedText, !isBuiltIn);
        CheckText(check, $"{key}:{nameof(words.StartedText)}", words.StartedText, !isBuiltIn && words.StartWords is { Count: > 0 });
        CheckText(check, $"{key}:{nameof(words.HelpText)}", words.HelpText, !isBuiltIn && words.HelpWords is { Count: > 0 });
    }

    private static void CheckWords(Check check, string key, IList<string>? words, bool isRequired)
    {
        check.True(key, !isRequired || words is { Count: > 0 }, "must have a word, for the language is not built in");
        foreach (var word in words ?? [])
        {
            check.True(key, WordText.Fold(word).Length > 0, $"has '{word}', which is no word of 1 to {WordText.MaxLength} characters with a letter or digit");
        }
    }

    private static void CheckText(Check check, string key, string? text, bool isRequired)
    {
        check.True(key, !isRequired || text is not null, "must be given, for the language is not built in");
        check.True(key, text is null || (!string.IsNullOrWhiteSpace(text) && text.Length <= MaxText), $"must have 1 to {MaxText} characters, or be left out");
        foreach (Match place in PlacePattern().Matches(text ?? ""))
        {
            check.True(key, place.Value is "{stop}" or "{start}" or "{help}" or "{contact}", $"has {place.Value}; use {{stop}}, {{start}}, {{help}} or {{contact}}");
        }
    }

    // What a word means may not depend on the language it is taken for.
    private static void CheckMeanings(Check check, OptOutOptions options)
    {
        var meanings = Wording.Of(options)
            .SelectMany(w => w.Words.SelectMany(k => k.Value.Select(word => (Joined: WordText.Join(WordText.Fold(word)), k.Key, w.Language))))
            .GroupBy(w => w.Joined, StringComparer.Ordinal)
            .Where(g => g.Select(w => w.Key).Distinct().Skip(1).Any());
        foreach (var word in meanings)
        {
            var stands = string.Join(", ", word.Select(w => $"{w.Key} in {w.Language}").Distinct());
            check.True("Languages", false, $"have '{word.Key}' in two meanings: {stands}; take it out of one");
        }
    }

    [GeneratedRegex("^[A-Za-z]{2,3}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LanguagePattern();

    [GeneratedRegex("\\{[^{}]*\\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlacePattern();
}
