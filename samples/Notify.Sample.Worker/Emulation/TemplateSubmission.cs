using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Messages;
using Notify.Templates;

namespace Notify.Sample.Worker.Emulation;

/// <summary>A template of the catalogue as Meta's management API takes it.</summary>
internal static partial class TemplateSubmission
{
    public static byte[] Write(Template template)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var content = template.Content;
            json.WriteStartObject();
            json.WriteString("name", content.ProviderName);
            json.WriteString("language", content.ProviderLanguage ?? template.Locale);
            json.WriteString("category", template.Category.ToString().ToUpperInvariant());
            json.WriteString("parameter_format", content.NamedParameters ? "NAMED" : "POSITIONAL");
            if (content.TimeToLive is { } life)
            {
                json.WriteNumber("message_send_ttl_seconds", (long)life.TotalSeconds);
            }

            json.WriteStartArray("components");
            WriteHeader(json, content);
            WriteText(json, "BODY", Placeholders(content.Body, content.NamedParameters));
            if (content.Footer is { } footer)
            {
                WriteText(json, "FOOTER", footer);
            }

            WriteButtons(json, content.Buttons);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteHeader(Utf8JsonWriter json, TemplateContent content)
    {
        if (content.Header is not { } header)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "HEADER");
        json.WriteString("format", header.Media?.ToString().ToUpperInvariant() ?? "TEXT");
        if (header.Text is { } text)
        {
            json.WriteString("text", Placeholders(text, content.NamedParameters));
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, IReadOnlyList<TemplateContentButton> buttons)
    {
        if (buttons.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "BUTTONS");
        json.WriteStartArray("buttons");
        foreach (var button in buttons)
        {
            json.WriteStartObject();
            json.WriteString("type", button.Kind == TemplateButtonKind.Url ? "URL" : "QUICK_REPLY");
            json.WriteString("text", button.Text);
            if (button.Url is { } url)
            {
                json.WriteString("url", Placeholders(url, named: false));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // By name as they are; by position {{1}}, {{2}} … in the order of the text.
    private static string Placeholders(string text, bool named)
    {
        if (named)
        {
            return text;
        }

        var names = new List<string>();
        return Placeholder().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (!names.Contains(name))
            {
                names.Add(name);
            }

            return $"{{{{{names.IndexOf(name) + 1}}}}}";
        });
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
