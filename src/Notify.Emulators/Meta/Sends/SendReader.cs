using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Sends.Contents;
using Notify.Emulators.Meta.Sends.TemplateSends;
using Notify.Emulators.Meta.Templates;

namespace Notify.Emulators.Meta.Sends;

/// <summary>Reads and checks the body of a send.</summary>
internal sealed class SendReader(TemplateStore templates)
{
    private const int LongestCallbackData = 512;

    private static readonly string[] Types =
        ["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "interactive", "template"];

    private readonly TemplateContent _templates = new(templates);

    /// <summary>The send, or null and the check's error.</summary>
    public SendMessage? Read(JsonElement root, RequestCheck check)
    {
        var type = check.Text(root, string.Empty, "type");
        check.Require(Types.Contains(type, StringComparer.Ordinal), () => new MetaError(131051, $"The parameter type must be one of: {string.Join(", ", Types)}."));
        check.Only(
            root, string.Empty, "messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data",
            "recipient_identity_key_hash", type);
        if (check.Has(root, "recipient_type"))
        {
            check.OneOf(root, string.Empty, "recipient_type", "individual");
        }

        var recipient = Recipient.Read(root, check);
        var callbackData = check.OptionalText(root, string.Empty, "biz_opaque_callback_data", LongestCallbackData);
        check.OptionalText(root, string.Empty, "recipient_identity_key_hash");
        ReadContext(root, check);
        if (check.Error is not null)
        {
            return null;
        }

        MetaTemplate? template = null;
        var content = type switch
        {
            "text" => TextContent.Read(root, check),
            "template" => _templates.Read(root, recipient.IsUserId, check, out template),
            "location" => LocationContent.Read(root, check),
            "contacts" => ContactsContent.Read(root, check),
            "reaction" => ReactionContent.Read(root, check),
            "interactive" => InteractiveContent.Read(root, check),
            _ => MediaContent.Read(root, type, check),
        };
        return check.Error is not null ? null : new SendMessage
        {
            Input = recipient.Input,
            To = recipient.Address,
            ToUserId = recipient.IsUserId,
            Type = type,
            Content = content,
            Template = template,
            CallbackData = callbackData,
        };
    }

    private static void ReadContext(JsonElement root, RequestCheck check)
    {
        if (check.Has(root, "context"))
        {
            var context = check.Object(root, string.Empty, "context");
            check.Only(context, "context", "message_id");
            check.Text(context, "context", "message_id");
        }
    }
}
