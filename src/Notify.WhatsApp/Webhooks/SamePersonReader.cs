using System.Text.Json;
using Notify.Contacts;
using Notify.Http;
using Notify.Webhooks;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads where two addresses are one person's. Meta: "Business-scoped user IDs".</summary>
internal static class SamePersonReader
{
    /// <summary>Whom a status is about; null where it names one address or none.</summary>
    public static SamePersonEvent? Recipient(JsonElement status, WhatsAppWebhookAccount account) => Event(
        PersonReader.Together(PersonReader.Phone(status, "recipient_id"), PersonReader.User(status, "recipient_user_id")), status, account);

    /// <summary>An item of <c>user_id_update</c>: the id before and the one from now on, in one object or side by side; null where there is nothing to link.</summary>
    public static SamePersonEvent? Update(JsonElement update, WhatsAppWebhookAccount account)
    {
        var ids = update.Field("user_id") ?? default;
        return Event(
            PersonReader.Together(
                PersonReader.Phone(update, "wa_id"),
                PersonReader.User(ids, "previous") ?? PersonReader.User(update, "previous_user_id"),
                PersonReader.User(ids, "current") ?? PersonReader.User(update, "user_id")),
            update,
            account);
    }

    private static SamePersonEvent? Event(LinkedAddresses addresses, JsonElement item, WhatsAppWebhookAccount account) => addresses.IsEmpty ? null : new(addresses)
    {
        Channel = Channel.WhatsApp,
        Account = account.Name,
        OccurredAt = item.Time("timestamp"),
    };
}
