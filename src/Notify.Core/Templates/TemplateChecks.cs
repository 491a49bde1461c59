using System.Text.RegularExpressions;
using Notify.Consents;
using Notify.Messages;

namespace Notify.Templates;

/// <summary>Checks a template before it enters the catalogue.</summary>
internal static partial class TemplateChecks
{
    // Meta's limits for a template's parts (Cloud API reference and OpenAPI file, v23.0).
    private const int MaxProviderBody = 1024;
    private const int MaxHeader = 60;
    private const int MaxFooter = 60;
    private const int MaxButtonText = 25;

    /// <summary>What is wrong with it, each with field and remedy; empty where nothing is.</summary>
    public static IEnumerable<string> Problems(Template template)
    {
        var content = template.Content;
        if (!KeyPattern().IsMatch(template.Key))
        {
            yield return $"key '{template.Key}': use 1 to 100 of a-z, 0-9 and '_'";
        }

        if (template.Topic is { } topic && !ConsentShape.IsTopic(topic))
        {
            yield return $"topic '{topic}': use 1 to 100 of a-z, 0-9, '.', '-' and '_'";
        }

        if (content.ProviderName is { } name && !ProviderNamePattern().IsMatch(name))
        {
            yield return $"name '{name}': the provider takes 1 to 512 of a-z, 0-9 and '_'";
        }

        if (string.IsNullOrWhiteSpace(content.Body))
        {
            yield return "body: give the text";
            yield break;
        }

        foreach (var problem in Lengths(content).Concat(Buttons(template)).Concat(Variables(template)).Concat(Waits(template)))
        {
            yield return problem;
        }
    }

    /// <summary>The longest text a body may have once written.</summary>
    public static int MaxBody(TemplateContent content) => content.ProviderName is null ? TextMessage.MaxLength : MaxProviderBody;

    private static IEnumerable<string> Lengths(TemplateContent content)
    {
        if (content.Body.Length > MaxBody(content))
        {
            yield return $"body: {content.Body.Length} characters, at most {MaxBody(content)}; shorten it";
        }

        if (content.Header?.Text is { Length: > MaxHeader })
        {
            yield return $"header.text: at most {MaxHeader} characters; shorten it";
        }

        if (content.Header is { } header && (header.Text is null) == (header.Media is null))
        {
            yield return "header: give either text or media";
        }

        if (content.Header is { Media: not null, Link: null })
        {
            yield return "header.link: give the file's address";
        }

        if (content.Footer is { Length: > MaxFooter })
        {
            yield return $"footer: at most {MaxFooter} characters; shorten it";
        }

        if (content.Footer is { } footer && Placeholders.LooksLikeOne(footer))
        {
            yield return "footer: takes no placeholder; move it to the body";
        }
    }

    private static IEnumerable<string> Buttons(Template template)
    {
        var layout = TemplateLayout.Of(template);
        for (var i = 0; i < template.Content.Buttons.Count; i++)
        {
            var button = template.Content.Buttons[i];
            if (string.IsNullOrEmpty(button.Text) || button.Text.Length > MaxButtonText)
            {
                yield return $"buttons[{i}].text: 1 to {MaxButtonText} characters";
            }

            if (button.Kind == TemplateButtonKind.Url && button.Url is null)
            {
                yield return $"buttons[{i}].url: give the address";
            }

            if (button.Kind == TemplateButtonKind.Url && layout.Buttons[i] is { Names.Length: > 0, EndsWithOnlyPlaceholder: false })
            {
                yield return $"buttons[{i}].url: one placeholder at most, at the end";
            }
        }
    }

    private static IEnumerable<string> Waits(Template template)
    {
        if (template.Retry is { } retry)
        {
            if (retry.MaxAttempts is < 1 or > 20)
            {
                yield return $"retry.maxAttempts: {retry.MaxAttempts}; give 1 to 20";
            }

            if (retry.RetryDelay <= TimeSpan.Zero || retry.RetryMaxDelay < retry.RetryDelay)
            {
                yield return "retry.retryDelay: give more than zero, and at most retryMaxDelay";
            }

            if (retry.DeferDelay <= TimeSpan.Zero || retry.DeferMaxDelay < retry.DeferDelay)
            {
                yield return "retry.deferDelay: give more than zero, and at most deferMaxDelay";
            }
        }

        if (template.Content.TimeToLive is { } life && (life < TimeSpan.FromSeconds(30) || life > TimeSpan.FromDays(30)))
        {
            yield return "timeToLive: give 30 s to 30 days, as at the provider";
        }

        if (template.Unconfirmed?.Window is { } window && (window < TimeSpan.Zero || window > TimeSpan.FromHours(24)))
        {
            yield return "unconfirmed.window: give 0 to 24 h";
        }
    }

    private static IEnumerable<string> Variables(Template template)
    {
        var layout = TemplateLayout.Of(template);
        var used = layout.Names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in template.Variables.Where(v => !used.Contains(v)))
        {
            yield return $"variables: '{name}' is declared and not used; use it or take it away";
        }

        foreach (var name in used.Where(u => !template.Variables.Contains(u)))
        {
            yield return $"variables: '{{{{{name}}}}}' is used and not declared; declare it";
        }

        if (layout.All.Any(p => p.IsBroken))
        {
            yield return "a text has '{{' or '}}' that make no placeholder; write {{name}} with a-z, 0-9 and '_'";
        }

        if (layout.HeaderText?.Names.Length > 1)
        {
            yield return "header.text: takes one placeholder at most; take the others away";
        }
    }

    [GeneratedRegex("^[a-z0-9_]{1,100}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[a-z0-9_]{1,512}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProviderNamePattern();
}
