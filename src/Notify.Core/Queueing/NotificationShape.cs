using System.Text;
using System.Text.RegularExpressions;
using Notify.Consents;
using Notify.Contacts;
using Notify.Messages;

namespace Notify.Queueing;

/// <summary>Checks what can be checked of a notification by itself. Nothing personal gets into an error.</summary>
internal static partial class NotificationShape
{
    private const int MaxKey = 200;
    private const int MaxLabel = 100;

    /// <summary>Adds what is wrong to a list and gives the address where there is one.</summary>
    public static Address Check(Notification notification, Market? home, List<NotificationError> errors)
    {
        if (Recipients.Parse(notification.Recipient, home, out var address) is { } wrong)
        {
            errors.Add(wrong);
        }
        else if (notification.Channels?.Channels.Contains(Channel.Sms) == true && Recipients.CheckSms(address) is { } unfit)
        {
            errors.Add(unfit);
        }

        if (string.IsNullOrEmpty(notification.Tenant) || !TenantPattern().IsMatch(notification.Tenant))
        {
            errors.Add(new("Tenant", NotificationErrorCodes.Malformed, "Use 1 to 64 of a-z, A-Z, 0-9, '.', '-' and '_'."));
        }

        if (!Enum.IsDefined(notification.Priority))
        {
            errors.Add(new("Priority", NotificationErrorCodes.Malformed, "Use Critical, Normal or Bulk."));
        }

        if (notification.Locale is { } locale && !LocalePattern().IsMatch(locale))
        {
            errors.Add(new("Locale", NotificationErrorCodes.Malformed, "Use a BCP 47 tag such as fr or fr-RW."));
        }

        Length("IdempotencyKey", notification.IdempotencyKey, MaxKey, errors);
        Length("CorrelationId", notification.CorrelationId, MaxLabel, errors);
        Length("CampaignId", notification.CampaignId, MaxLabel, errors);
        Length("Domain", notification.Domain, MaxLabel, errors);
        if (notification.Domain is { Length: > 0 and <= MaxLabel } domain && !DomainPattern().IsMatch(domain))
        {
            errors.Add(new("Domain", NotificationErrorCodes.Malformed, "Use 1 to 100 of a-z, 0-9, '.', '-' and '_', or leave it null."));
        }

        Length("Account", notification.Account, MaxLabel, errors);
        Length("WindowTemplate", notification.WindowTemplate, MaxLabel, errors);
        if (notification.Topic is { } topic && !ConsentShape.IsTopic(topic))
        {
            errors.Add(new("Topic", NotificationErrorCodes.Malformed, "Use 1 to 100 of a-z, 0-9, '.', '-' and '_', or leave it null."));
        }

        if (notification is { WindowTemplate: not null, TemplateKey: not null })
        {
            errors.Add(new("WindowTemplate", NotificationErrorCodes.Malformed, "It stands in for plain content; leave it out where a template's key is given."));
        }

        Content(notification, errors);
        return address;
    }

    private static void Content(Notification notification, List<NotificationError> errors)
    {
        switch (notification.Content)
        {
            case null when string.IsNullOrEmpty(notification.TemplateKey):
                errors.Add(new("TemplateKey", NotificationErrorCodes.Required, "Give a template's key, or content."));
                break;
            case not null when notification.Values.Count > 0 && notification.WindowTemplate is null:
                errors.Add(new("Variables", NotificationErrorCodes.VariableExtra, "Plain content takes variables for its WindowTemplate only; leave them out, name one, or use a template."));
                break;
            case TextMessage text when string.IsNullOrWhiteSpace(text.Body):
                errors.Add(new("Content.Body", NotificationErrorCodes.Required, "Give the text."));
                break;
            case TextMessage { Body.Length: > TextMessage.MaxLength } text:
                errors.Add(new(
                    "Content.Body",
                    NotificationErrorCodes.TooLong,
                    $"The text has {text.Body.Length} characters, at most {TextMessage.MaxLength} can be sent; shorten or split it."));
                break;
            case MediaMessage { Media: null }:
                errors.Add(new("Content.Media", NotificationErrorCodes.Required, "Give either a link or an upload's id."));
                break;
            case MediaMessage media:
                Media(media, errors);
                break;
            case TemplateMessage:
                errors.Add(new("Content", NotificationErrorCodes.Malformed, "A template message is made by the catalogue; give the template's key instead."));
                break;
        }
    }

    private static void Media(MediaMessage message, List<NotificationError> errors)
    {
        var media = message.Media;
        if ((media.Link is null) == (media.Id is null))
        {
            errors.Add(new("Content.Media", NotificationErrorCodes.Required, "Give either a link or an upload's id."));
        }
        else if (media.Link is { } link && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
        {
            errors.Add(new("Content.Media.Link", NotificationErrorCodes.Malformed, "Give an absolute https address."));
        }

        if (message.Caption is { Length: > MediaMessage.MaxCaptionLength })
        {
            errors.Add(new("Content.Caption", NotificationErrorCodes.TooLong, $"At most {MediaMessage.MaxCaptionLength} characters; shorten it."));
        }

        if (message.Caption is not null && media.Kind is MediaKind.Audio or MediaKind.Sticker)
        {
            errors.Add(new("Content.Caption", NotificationErrorCodes.Malformed, "Audio and stickers take no caption; leave it out."));
        }
    }

    private static void Length(string field, string? value, int max, List<NotificationError> errors)
    {
        if (value is not null && (value.Length == 0 || value.Length > max))
        {
            var code = value.Length == 0 ? NotificationErrorCodes.Malformed : NotificationErrorCodes.TooLong;
            errors.Add(new(field, code, $"Give 1 to {max} characters, or leave it null."));
        }
        else if (value is not null && value.AsSpan().ContainsAnyExceptInRange(' ', '~') && value.EnumerateRunes().Any(r => Rune.IsControl(r) || r == Rune.ReplacementChar))
        {
            errors.Add(new(field, NotificationErrorCodes.Malformed, "It holds control characters or half a surrogate pair; use plain text."));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TenantPattern();

    [GeneratedRegex("^[a-z0-9._-]{1,100}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DomainPattern();

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalePattern();
}
