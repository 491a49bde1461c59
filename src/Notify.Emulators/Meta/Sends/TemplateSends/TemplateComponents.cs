using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.TemplateSends;

/// <summary>The components of a template send, sorted by what they fill.</summary>
internal sealed record TemplateComponents(SentComponent? Header, SentComponent? Body, IReadOnlyList<SentComponent> Buttons)
{
    private const int MostParameters = 1000;

    public static TemplateComponents Read(IReadOnlyList<JsonElement> components, RequestCheck check)
    {
        SentComponent? header = null;
        SentComponent? body = null;
        var buttons = new List<SentComponent>();
        for (var index = 0; index < components.Count && check.Error is null; index++)
        {
            var path = $"template.components[{index}]";
            var source = components[index];
            var type = check.Text(source, path, "type");
            switch (type.ToLowerInvariant())
            {
                case "header":
                    check.Require(header is null, () => MetaError.Request("The request has more than one header component."));
                    header = ReadOne(source, path, check, "type", "parameters");
                    break;
                case "body":
                    check.Require(body is null, () => MetaError.Request("The request has more than one body component."));
                    body = ReadOne(source, path, check, "type", "parameters");
                    break;
                case "button":
                    buttons.Add(ReadOne(source, path, check, "type", "sub_type", "index", "parameters"));
                    break;
                default:
                    check.Fail(MetaError.Request($"The type of {path} must be header, body or button."));
                    break;
            }
        }

        return new TemplateComponents(header, body, buttons);
    }

    private static SentComponent ReadOne(JsonElement source, string path, RequestCheck check, params string[] known)
    {
        check.Only(source, path, known);
        var parameters = check.OptionalObjects(source, path, "parameters", MostParameters);
        return new SentComponent(path, source, parameters);
    }
}
