using System.Runtime.InteropServices;
using System.Text.Json;
using Notify.Inbound;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads one item of <c>messages</c>.</summary>
internal static class MessageReader
{
    private const int LongestId = 500;

    /// <summary>The message, or null where it has no id to know it by or no sender.</summary>
    /// <param name="message">The item.</param>
    /// <param name="value">What it is in: the senders' profiles are beside it.</param>
    /// <param name="account">The account it was written to.</param>
    public static InboundMessage? Read(JsonElement message, JsonElement value, WhatsAppWebhookAccount account)
    {
        var notice = message.Field("system") ?? default;
        var (phone, user, before) = (PersonReader.Phone(message, "from"), PersonReader.User(message, "from_user_id"), PersonReader.User(notice, "previous_user_id"));
        if (message.Text("id") is not { Length: > 0 and <= LongestId } id || (phone ?? user ?? before ?? PersonReader.Read(notice, "wa_id", "user_id")) is not { } from)
        {
            return null;
        }

        var context = message.Field("context");
        return new InboundMessage
        {
            Channel = Channel.WhatsApp,
            Account = account.Name,
            ProviderMessageId = id,
            From = from,
            Linked = PersonReader.Together(phone, before, user, PersonReader.Phone(notice, "wa_id"), PersonReader.User(notice, "user_id")),
            ProfileName = PersonReader.Profile(value, message),
            SentAt = message.Time("timestamp"),
            InReplyTo = context?.Text("id") is { Length: > 0 and <= LongestId } answered ? answered : null,
            IsForwarded = context is { } c && (c.Flag("forwarded") || c.Flag("frequently_forwarded")),
            Content = ContentReader.Read(message),
            Raw = JsonMarshal.GetRawUtf8Value(message).ToArray(),
        };
    }
}
