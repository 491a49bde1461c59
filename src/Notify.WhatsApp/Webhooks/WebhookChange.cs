using System.Text.Json;
using Notify.Webhooks;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>One change of a webhook: a field's name and its new value.</summary>
internal readonly struct WebhookChange(JsonElement entry, JsonElement change, WebhookAccounts accounts, WhatsAppWebhookAccount signer, DateTimeOffset receivedAt)
{
    public void Read(ReadingDraft draft)
    {
        if (change.Field("value") is not { ValueKind: JsonValueKind.Object } value || change.Text("field") is not { } field)
        {
            draft.Ignore(1);
            return;
        }

        switch (field)
        {
            case "messages":
                ReadMessages(value, draft);
                break;
            case "user_preferences":
                ReadPeople(value, field, draft, PreferenceReader.Read);
                break;
            case "user_id_update":
                ReadPeople(value, field, draft, SamePersonReader.Update);
                break;
            default:
                ReadEvent(field, value, draft);
                break;
        }
    }

    private void ReadMessages(JsonElement value, ReadingDraft draft)
    {
        if (Account(value) is not { } account)
        {
            draft.Ignore(Math.Max(1, value.Items("statuses").Count() + value.Items("messages").Count() + value.Items("errors").Count()));
            return;
        }

        foreach (var status in value.Items("statuses"))
        {
            draft.Add(draft.Receipts, StatusReader.Read(status, account));
            if (SamePersonReader.Recipient(status, account) is { } person)
            {
                draft.Events.Add(person);
            }
        }

        foreach (var message in value.Items("messages"))
        {
            draft.Add(draft.Messages, MessageReader.Read(message, value, account));
        }

        foreach (var error in value.Items("errors"))
        {
            draft.Add(draft.Events, NoteReader.Error(error, account, entry.Time("time")));
        }
    }

    private void ReadPeople(JsonElement value, string list, ReadingDraft draft, Func<JsonElement, WhatsAppWebhookAccount, AccountEvent?> read)
    {
        var named = Account(value);
        var concerned = named is null ? Business(value) : [named];
        foreach (var item in value.Items(list))
        {
            if (concerned.Count == 0)
            {
                draft.Ignore(1);
            }

            foreach (var account in concerned)
            {
                draft.Add(draft.Events, read(item, account));
            }
        }
    }

    // These name no number: they hold for every account of the WhatsApp Business Account. Where no time is given they were said when they came.
    private void ReadEvent(string field, JsonElement value, ReadingDraft draft)
    {
        var concerned = Business(value);
        if (concerned.Count == 0)
        {
            draft.Ignore(1);
        }

        foreach (var account in concerned)
        {
            draft.Add(draft.Events, Event(field, value, account, entry.Time("time") ?? receivedAt));
        }
    }

    private static AccountEvent? Event(string field, JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time) => field switch
    {
        "message_template_status_update" => TemplateEventReader.Status(value, account, time),
        "message_template_quality_update" => TemplateEventReader.Quality(value, account, time),
        "template_category_update" => TemplateEventReader.Category(value, account, time),
        "account_update" => StandingReader.Read(value, account, time),
        "phone_number_quality_update" => NoteReader.Number(value, account, time),
        "business_capability_update" => NoteReader.Capability(value, account, time),
        "account_alerts" => NoteReader.Alert(value, account, time),
        _ => null,
    };

    private WhatsAppWebhookAccount? Account(JsonElement value) =>
        accounts.OfNumber(value.Field("metadata")?.Text("phone_number_id"), signer);

    // Where a number is named and is not ours, nothing here is.
    private List<WhatsAppWebhookAccount> Business(JsonElement value) =>
        value.Field("metadata")?.Text("phone_number_id") is null ? [.. accounts.OfBusiness(entry.Text("id"), signer)] : [];
}
