using System.Globalization;
using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Templates;

/// <summary>Reads a template's components.</summary>
internal static class ShapeParser
{
    private const int LongestBody = 1024;
    private const int LongestHeader = 60;
    private const int LongestFooter = 60;

    // Meta writes this sentence itself: an authentication template is created without a text.
    private const string CodeSentence = "*{{1}}* is your verification code.";

    public static TemplateShape Parse(IReadOnlyList<JsonElement> components, string category, string format, RequestCheck check)
    {
        HeaderShape? header = null;
        TextPattern? body = null;
        string? footer = null;
        IReadOnlyList<ButtonShape> buttons = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < components.Count; index++)
        {
            var path = $"components[{index}]";
            var type = check.Text(components[index], path, "type").ToUpperInvariant();
            check.Require(seen.Add(type), () => MetaError.Request($"A template has one component of type {type} at most."));
            switch (type)
            {
                case "HEADER":
                    header = ParseHeader(components[index], path, format, check);
                    break;
                case "BODY":
                    body = ParseBody(components[index], path, category, format, check);
                    break;
                case "FOOTER":
                    footer = ParseFooter(components[index], path, category, check);
                    break;
                case "BUTTONS":
                    buttons = ButtonsParser.Parse(components[index], path, check);
                    break;
                default:
                    check.Fail(MetaError.Request($"The type of {path} must be HEADER, BODY, FOOTER or BUTTONS."));
                    break;
            }
        }

        check.Require(body is not null, () => MetaError.Request("A template needs a component of type BODY."));
        return new TemplateShape(header, body ?? TextPattern.Empty, footer, buttons);
    }

    private static HeaderShape ParseHeader(JsonElement header, string path, string format, RequestCheck check)
    {
        var kind = check.OneOf(header, path, "format", "TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION");
        var text = kind == "TEXT" ? ParseText(header, path, LongestHeader, format, check) : TextPattern.Empty;
        check.Require(text.Names.Count <= 1, () => MetaError.Request("A text header may have one placeholder."));
        return new HeaderShape(kind.ToLowerInvariant(), text);
    }

    private static TextPattern ParseBody(JsonElement body, string path, string category, string format, RequestCheck check)
        => category == MetaTemplate.Authentication && !check.Has(body, "text")
            ? TextPattern.Parse(CodeSentence)
            : ParseText(body, path, LongestBody, format, check);

    private static string ParseFooter(JsonElement footer, string path, string category, RequestCheck check)
    {
        if (category == MetaTemplate.Authentication && check.Has(footer, "code_expiration_minutes"))
        {
            var minutes = check.Number(footer, path, "code_expiration_minutes", least: 1, most: 90);
            return string.Create(CultureInfo.InvariantCulture, $"This code expires in {minutes} minutes.");
        }

        var text = check.Text(footer, path, "text", LongestFooter);
        check.Require(TextPattern.Parse(text).Names.Count == 0, () => MetaError.Request("A footer may not have placeholders."));
        return text;
    }

    private static TextPattern ParseText(JsonElement component, string path, int longest, string format, RequestCheck check)
    {
        var pattern = TextPattern.Parse(check.Text(component, path, "text", longest));
        var names = pattern.Names;
        var fits = format == MetaTemplate.NamedFormat
            ? names.All(name => !char.IsAsciiDigit(name[0]) && string.Equals(name, name.ToLowerInvariant(), StringComparison.Ordinal))
            : names.Select((name, place) => name == (place + 1).ToString(CultureInfo.InvariantCulture)).All(fit => fit);
        check.Require(fits, () => MetaError.Request(format == MetaTemplate.NamedFormat
            ? $"The placeholders of {path} must be lower-case names: the template's parameter_format is NAMED."
            : $"The placeholders of {path} must be {{{{1}}}}, {{{{2}}}} and so on: the template's parameter_format is POSITIONAL."));
        return pattern;
    }
}
