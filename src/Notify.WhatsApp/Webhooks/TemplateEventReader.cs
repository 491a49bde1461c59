using System.Text.Json;
using Notify.Webhooks;
using Notify.WhatsApp.Approvals;
using Notify.WhatsApp.Diagnostics;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads what Meta thinks of a template. Meta: "message_template_status_update webhook reference" and its neighbours.</summary>
internal static class TemplateEventReader
{
    /// <summary>A new approval; a note where the event changes none.</summary>
    public static AccountEvent? Status(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time)
    {
        if (value.Text("event") is not { Length: > 0 } status || Template(value) is not { } template)
        {
            return null;
        }

        if (TemplateStatus.Read(status) is not { } approval)
        {
            return NoteReader.Note($"TEMPLATE_{status}", Describe(template, Reason(value)), account, time);
        }

        return new TemplateApprovalEvent(template.Name, template.Language, approval, Reason(value))
        {
            Channel = Channel.WhatsApp,
            Account = account.Name,
            OccurredAt = time,
        };
    }

    public static AccountNoteEvent? Quality(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time) => Template(value) is { } template
        ? NoteReader.Note("TEMPLATE_QUALITY", Describe(template, Change(value.Text("previous_quality_score"), value.Text("new_quality_score"))), account, time)
        : null;

    /// <summary>A category that changed, or will in 24 hours: then the one to come is in <c>correct_category</c>.</summary>
    public static AccountNoteEvent? Category(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time)
    {
        if (Template(value) is not { } template)
        {
            return null;
        }

        return value.Text("correct_category") is { } upcoming
            ? NoteReader.Note("TEMPLATE_CATEGORY_UPCOMING", Describe(template, Change(value.Text("new_category"), upcoming)), account, time)
            : NoteReader.Note("TEMPLATE_CATEGORY", Describe(template, Change(value.Text("previous_category"), value.Text("new_category"))), account, time);
    }

    private static (string Name, string Language)? Template(JsonElement value) =>
        TemplateNames.Read(value.Text("message_template_name"), value.Text("message_template_language"));

    private static string Describe((string Name, string Language) template, string? what) =>
        $"Template {template.Name} ({template.Language}){(what is null ? "" : ": ")}{what}";

    private static string Change(string? before, string? after) => $"{before ?? "unknown"} to {after ?? "unknown"}";

    private static string? Reason(JsonElement value)
    {
        var rejection = value.Field("rejection_info");
        string?[] parts =
        [
            value.Text("reason") is { } reason and not "NONE" ? reason : null,
            value.Field("other_info")?.Text("title"),
            rejection?.Text("reason"),
            rejection?.Text("recommendation"),
        ];
        var words = string.Join(" | ", parts.Where(p => !string.IsNullOrEmpty(p)).Distinct(StringComparer.Ordinal));
        return words.Length > 0 ? MetaWords.Detail(words) : null;
    }
}
