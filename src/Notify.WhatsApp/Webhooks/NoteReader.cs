using System.Globalization;
using System.Text.Json;
using Notify.Webhooks;
using Notify.WhatsApp.Diagnostics;
using Notify.WhatsApp.Errors;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads what an operator should know and nothing here acts on.</summary>
internal static class NoteReader
{
    private const int LongestCode = 64;

    /// <summary>An error that is about no message in particular.</summary>
    public static AccountNoteEvent? Error(JsonElement error, WhatsAppWebhookAccount account, DateTimeOffset? time) => ProviderError.Read(error) is { } read
        ? Note(read.Code.ToString(CultureInfo.InvariantCulture), read.Detail, account, time)
        : null;

    /// <summary>A number's throughput or limit; despite the field's name, not its quality. Meta: "phone_number_quality_update webhook reference".</summary>
    public static AccountNoteEvent? Number(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset? time) =>
        value.Text("event") is { Length: > 0 } code
            ? Note(code, value.Text("max_daily_conversations_per_business") ?? value.Text("current_limit"), account, time)
            : null;

    public static AccountNoteEvent Capability(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset? time)
    {
        string[] limits = ["max_daily_conversations_per_business", "max_daily_conversation_per_phone", "max_phone_numbers_per_business", "max_phone_numbers_per_waba"];
        var known = limits.Select(name => (name, Value: value.Text(name) ?? value.Number(name)?.ToString(CultureInfo.InvariantCulture)))
            .Where(l => l.Value is not null).Select(l => $"{l.name} {l.Value}");
        return Note("BUSINESS_CAPABILITY_UPDATE", string.Join(", ", known), account, time);
    }

    public static AccountNoteEvent? Alert(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset? time)
    {
        // In the earlier form the fields are beside the entity's, in the later one under alert_info.
        var alert = value.Field("alert_info") ?? value;
        return alert.Text("alert_type") is { Length: > 0 } code
            ? Note(code, $"{alert.Text("alert_severity")} {alert.Text("alert_status")} {alert.Text("alert_description")}".Trim(), account, time)
            : null;
    }

    public static AccountNoteEvent Note(string code, string? detail, WhatsAppWebhookAccount account, DateTimeOffset? time) =>
        new(MetaWords.Detail(code.Length > LongestCode ? code[..LongestCode] : code), string.IsNullOrEmpty(detail) ? null : Clean.Detail(detail))
        {
            Channel = Channel.WhatsApp,
            Account = account.Name,
            OccurredAt = time,
        };
}
