using System.Text.Json;
using Notify.Webhooks;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads one item of <c>user_preferences</c>. Meta: "user_preferences webhook reference".</summary>
internal static class PreferenceReader
{
    public static MarketingPreferenceEvent? Read(JsonElement preference, WhatsAppWebhookAccount account)
    {
        if (preference.Text("category") != "marketing_messages"
            || Allows(preference.Text("value")) is not { } allows
            || PersonReader.Read(preference, "wa_id", "user_id") is not { } from)
        {
            return null;
        }

        return new MarketingPreferenceEvent(from, allows)
        {
            Channel = Channel.WhatsApp,
            Account = account.Name,
            Linked = PersonReader.Together(PersonReader.Phone(preference, "wa_id"), PersonReader.User(preference, "user_id")),
            OccurredAt = preference.Time("timestamp"),
        };
    }

    private static bool? Allows(string? value) => value switch
    {
        "stop" => false,
        "resume" or "signup" => true,
        _ => null,
    };
}
