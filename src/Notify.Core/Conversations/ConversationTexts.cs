using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Notify.Templates;

namespace Notify.Conversations;

/// <summary>Words what conversations say.</summary>
internal sealed class ConversationTexts(IOptions<TemplateOptions> templates)
{
    /// <summary>What is said to a message; null for nothing.</summary>
    public string? Of(Script script, HandledMessage handled, string? locale) => (handled.Said, script.Find(handled.Question)?.Question) switch
    {
        (Said.Question, { } question) => Listed(question, question.Ask, locale),
        (Said.Again, { } question) => Listed(question, question.Again ?? question.Ask, locale),
        (Said.Completed, _) => In(script.Conversation.Completed, locale),
        (Said.GivenUp, _) => In(script.Conversation.GivenUp, locale),
        _ => null,
    };

    private string Listed(Question question, IReadOnlyDictionary<string, string> text, string? locale)
    {
        var listed = new StringBuilder(In(text, locale));
        for (var i = 0; i < question.Choices.Count; i++)
        {
            listed.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {In(question.Choices[i].Label, locale)}");
        }

        return listed.ToString();
    }

    private string In(IReadOnlyDictionary<string, string> texts, string? locale) => Wordings.In(texts, locale, templates.Value.DefaultLocale);
}
