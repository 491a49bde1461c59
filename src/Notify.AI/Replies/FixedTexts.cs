using Microsoft.Extensions.Options;
using Notify.Templates;

namespace Notify.AI.Replies;

/// <summary>What is said where the model says nothing, in the person's language: theirs, its language part, the catalogue's default, English.</summary>
internal sealed class FixedTexts(IOptions<AiReplyOptions> options, IOptions<TemplateOptions> templates)
{
    public const string LastResort = "en";

    public string Away(string? locale) => Of(options.Value.AwayTexts, locale);

    public string HandOver(string? locale) => Of(options.Value.HandOverTexts, locale);

    private string Of(IDictionary<string, string> texts, string? locale)
    {
        foreach (var wanted in new[] { locale, Language(locale), templates.Value.DefaultLocale, Language(templates.Value.DefaultLocale) })
        {
            if (wanted is not null && texts.TryGetValue(wanted, out var text))
            {
                return text;
            }
        }

        return texts[LastResort];
    }

    private static string? Language(string? locale) => locale?.Split('-', '_')[0];
}
