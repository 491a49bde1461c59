using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Templates;

namespace Notify.Emulators.Meta.Sends.TemplateSends;

/// <summary>Checks a template send against the template and fills the template in.</summary>
internal sealed class TemplateContent(TemplateStore templates)
{
    private const int LongestBody = 1024;
    private const int MostComponents = 12;

    public MessageContent Read(JsonElement root, bool toUserId, RequestCheck check, out MetaTemplate? template)
    {
        template = null;
        var send = check.Object(root, string.Empty, "template");
        check.Only(send, "template", "name", "language", "components");
        var name = check.Text(send, "template", "name");
        var language = check.Object(send, "template", "language");
        check.Only(language, "template.language", "code", "policy");
        var code = check.Text(language, "template.language", "code");
        if (check.Has(language, "policy"))
        {
            check.OneOf(language, "template.language", "policy", "deterministic");
        }

        if (check.Error is null)
        {
            template = Find(name, code, toUserId, check);
        }

        return template is null ? MessageContent.Empty : Fill(template, send, check);
    }

    private MetaTemplate? Find(string name, string language, bool toUserId, RequestCheck check)
    {
        var template = templates.Find(name, language);
        MetaError? error = template switch
        {
            null => new MetaError(132001, $"Template name ({name}) does not exist in {language}."),
            { Status: TemplateStatuses.Paused } => new MetaError(132015, "The template is paused for low quality."),
            { Status: TemplateStatuses.Disabled } => new MetaError(132016, "The template is disabled for good."),
            { Status: not MetaTemplate.Approved } => new MetaError(132001, $"Template name ({name}) is not approved in {language}."),
            { Category: MetaTemplate.Authentication } when toUserId => new MetaError(131062, "Authentication templates need a phone number."),
            _ => null,
        };
        if (error is null)
        {
            return template;
        }

        check.Fail(error);
        return null;
    }

    private static MessageContent Fill(MetaTemplate template, JsonElement send, RequestCheck check)
    {
        var components = check.OptionalObjects(send, "template", "components", MostComponents);
        var sorted = TemplateComponents.Read(components, check);
        var header = HeaderParameters.Fill(template, sorted.Header, check);
        var body = TextParameters.Fill(template.Shape.Body, template.IsNamed, sorted.Body, check);
        check.Require(body.Length <= LongestBody, () => new MetaError(132005, $"The filled-in body has more than {LongestBody} characters."));
        var buttons = ButtonParameters.Fill(template.Shape.Buttons, sorted.Buttons, check);
        return new MessageContent(body) { Header = header, Footer = template.Shape.Footer, Buttons = buttons.Count > 0 ? buttons : null };
    }
}
