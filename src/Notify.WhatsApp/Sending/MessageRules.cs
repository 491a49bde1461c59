using System.Text.RegularExpressions;
using Notify.Contacts;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.WhatsApp.Sending;

/// <summary>What Meta would refuse for certain, found before the call. Limits: Meta's "Send messages" reference and OpenAPI file v23.0.</summary>
internal static partial class MessageRules
{
    private const int MostButtons = 10;

    /// <summary>The rejection, or null where the message may be sent.</summary>
    public static Outcome? Check(SendRequest request) => Recipient(request.To) ?? request.Message switch
    {
        TextMessage text => Text(text),
        MediaMessage media => MediaMessage(media),
        TemplateMessage template => Template(template),
        var other => Refuse("unsupported_message", $"WhatsApp does not take a {other.GetType().Name}.", "Send text, media or a template."),
    };

    private static Outcome? Recipient(Address to) => to.Kind switch
    {
        Address.PhoneKind when E164().IsMatch(to.Value ?? "") => null,
        Address.WhatsAppUserKind when Address.IsWhatsAppUser(to.Value) => null,
        _ => Refuse(
            "invalid_recipient",
            "The recipient is neither a phone number in E.164 nor a business-scoped user id.",
            "Give the number as '+', country code and number, or the id as the webhook had it.")
            with { Scope = OutcomeScope.Recipient },
    };

    private static Outcome? Text(TextMessage text) => text.Body switch
    {
        null or "" => Refuse("text_empty", "The text is empty.", "Give the message a text."),
        { Length: > TextMessage.MaxLength } body => Refuse(
            "text_too_long", $"The text has {body.Length} characters, {TextMessage.MaxLength} are allowed.", "Shorten the text."),
        _ => null,
    };

    private static Outcome? MediaMessage(MediaMessage message)
    {
        if (message.Caption is { Length: > 0 } caption)
        {
            if (message.Media.Kind is MediaKind.Audio or MediaKind.Sticker)
            {
                return Refuse("caption_not_allowed", "Audio and stickers take no caption.", "Send the caption as a text of its own.");
            }

            if (caption.Length > Messages.MediaMessage.MaxCaptionLength)
            {
                return Refuse(
                    "caption_too_long",
                    $"The caption has {caption.Length} characters, {Messages.MediaMessage.MaxCaptionLength} are allowed.",
                    "Shorten the caption.");
            }
        }

        return File(message.Media);
    }

    private static Outcome? File(Media media)
    {
        if (string.IsNullOrEmpty(media.Link) == string.IsNullOrEmpty(media.Id))
        {
            return Refuse("media_source", "The file has neither a link nor an id, or both.", "Give exactly one of Link and Id.");
        }

        if (media.Id is null && !(Uri.TryCreate(media.Link, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps))
        {
            return Refuse("media_link", "The file's link is not an absolute https address.", "Give a link that starts with https://.");
        }

        return media.FileName is not null && media.Kind != MediaKind.Document
            ? Refuse("filename_not_allowed", "Only documents take a file name.", "Leave FileName out.")
            : null;
    }

    private static Outcome? Template(TemplateMessage template)
    {
        if (!TemplateName().IsMatch(template.Name))
        {
            return Refuse("template_name", "The template's name is not one Meta allows.", "Use a-z, 0-9 and '_', at most 512 characters.");
        }

        if (!Language().IsMatch(template.Language))
        {
            return Refuse("template_language", "The template's language is not a code.", "Write it like en or en_US.");
        }

        return Header(template) ?? Parameters(template) ?? Buttons(template);
    }

    private static Outcome? Header(TemplateMessage template) => (template.HeaderText, template.HeaderMedia) switch
    {
        (not null, not null) => Refuse("header_twice", "The header has both a text and a file.", "Give one of the two."),
        (null, { Kind: MediaKind.Audio or MediaKind.Sticker }) => Refuse(
            "header_media", "A header takes an image, a video or a document.", "Use one of these."),
        (null, { } media) => File(media),
        _ => null,
    };

    private static Outcome? Parameters(TemplateMessage template)
    {
        var all = template.HeaderText is { } header ? template.Body.Prepend(header) : template.Body;
        return template.NamedParameters && all.Any(p => string.IsNullOrEmpty(p.Name))
            ? Refuse("parameter_name", "A parameter of a template with named parameters has no name.", "Name every parameter.")
            : null;
    }

    private static Outcome? Buttons(TemplateMessage template)
    {
        if (template.Buttons.Any(b => b.Kind is TemplateButtonKind.PhoneNumber || !Enum.IsDefined(b.Kind)))
        {
            return Refuse("button_kind", "A button that calls a number takes no value.", "Leave this button out.");
        }

        return template.Buttons.Any(b => b.Index is < 0 or >= MostButtons)
            ? Refuse("button_index", "A button's index is not from 0 to 9.", "Count the template's buttons from 0.")
            : null;
    }

    private static Outcome Refuse(string code, string detail, string remedy) => Outcome.Rejected(code, detail) with { Remedy = remedy };

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex E164();

    [GeneratedRegex(@"\A[a-z0-9_]{1,512}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TemplateName();

    [GeneratedRegex(@"\A[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Language();
}
