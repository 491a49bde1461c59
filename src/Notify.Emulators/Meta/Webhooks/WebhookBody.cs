using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Webhooks;

/// <summary>Writes receipts, messages and other news in Meta's envelope.</summary>
internal static class WebhookBody
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = MetaJsonEncoder.Instance };

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Notice> notices, MetaEmulatorOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>(notices.Count * 400);
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "whatsapp_business_account"u8);
            json.WriteStartArray("entry"u8);
            WriteMessages(json, [.. notices.OfType<Receipt>()], [.. notices.OfType<InboundNotice>()], options);
            foreach (var notice in notices.OfType<FieldNotice>())
            {
                WriteField(json, notice, options);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void WriteMessages(Utf8JsonWriter json, Receipt[] receipts, InboundNotice[] messages, MetaEmulatorOptions options)
    {
        if (receipts.Length + messages.Length == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("id"u8, options.BusinessAccountId);
        json.WriteStartArray("changes"u8);
        foreach (var number in receipts.GroupBy(receipt => receipt.Entry.Message.PhoneNumberId, StringComparer.Ordinal))
        {
            WriteChange(json, number.Key, options, () => WriteStatuses(json, number));
        }

        foreach (var message in messages)
        {
            WriteChange(json, message.Entry.PhoneNumberId, options, () => InboundBody.Write(json, message.Entry, options));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldNotice notice, MetaEmulatorOptions options)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, options.BusinessAccountId);
        json.WriteNumber("time"u8, notice.HappenedAt.ToUnixTimeSeconds());
        json.WriteStartArray("changes"u8);
        json.WriteStartObject();
        json.WriteString("field"u8, notice.Name);
        json.WritePropertyName("value"u8);
        notice.Value.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, string phoneNumberId, MetaEmulatorOptions options, Action write)
    {
        json.WriteStartObject();
        json.WriteStartObject("value"u8);
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteString("display_phone_number"u8, options.DisplayPhoneNumber);
        json.WriteString("phone_number_id"u8, phoneNumberId);
        json.WriteEndObject();
        write();
        json.WriteEndObject();
        json.WriteString("field"u8, "messages"u8);
        json.WriteEndObject();
    }

    private static void WriteStatuses(Utf8JsonWriter json, IEnumerable<Receipt> receipts)
    {
        json.WriteStartArray("statuses"u8);
        foreach (var receipt in receipts)
        {
            WriteStatus(json, receipt);
        }

        json.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter json, Receipt receipt)
    {
        var message = receipt.Entry.Message;
        json.WriteStartObject();
        json.WriteString("id"u8, message.Id);
        json.WriteString("status"u8, Name(receipt.Status));
        json.WriteString("timestamp"u8, receipt.HappenedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (message.To.StartsWith('+'))
        {
            json.WriteString("recipient_id"u8, message.To.AsSpan(1));
        }
        else
        {
            json.WriteString("recipient_user_id"u8, message.To);
        }

        if (message.CallbackData is { } data)
        {
            json.WriteString("biz_opaque_callback_data"u8, data);
        }

        if (receipt.Status is AcceptedStatus.Sent or AcceptedStatus.Delivered)
        {
            WritePricing(json, message.Category);
        }
        else if (receipt.Status == AcceptedStatus.Failed)
        {
            WriteErrors(json, receipt.Entry.Script.FailedCode ?? 0);
        }

        json.WriteEndObject();
    }

    private static string Name(AcceptedStatus status) => status switch
    {
        AcceptedStatus.Sent => "sent",
        AcceptedStatus.Delivered => "delivered",
        AcceptedStatus.Read => "read",
        _ => "failed",
    };

    private static void WritePricing(Utf8JsonWriter json, string category)
    {
        var free = category == "service";
        json.WriteStartObject("pricing"u8);
        json.WriteBoolean("billable"u8, !free);
        json.WriteString("pricing_model"u8, "PMP"u8);
        json.WriteString("type"u8, free ? "free_customer_service"u8 : "regular"u8);
        json.WriteString("category"u8, category);
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, int code)
    {
        var title = ErrorCatalogue.Find(code).Title;
        json.WriteStartArray("errors"u8);
        json.WriteStartObject();
        json.WriteNumber("code"u8, code);
        json.WriteString("title"u8, title);
        json.WriteString("message"u8, title);
        json.WriteStartObject("error_data"u8);
        json.WriteString("details"u8, $"{title}.");
        json.WriteEndObject();
        json.WriteString("href"u8, "/documentation/business-messaging/whatsapp/support/error-codes"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
