using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notify.Sending;

namespace Notify.Sms.Mtn.Sending;

/// <summary>Writes the body of a send in the form an account takes.</summary>
internal static class MessageWriter
{
    // The body is JSON for an API, never part of a page: text stays readable and short.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> target, MtnOptions options, SendRequest request, string text)
    {
        using var json = new Utf8JsonWriter(target, Options);
        var number = Number(options.NumberFormat, request.To.Value);
        json.WriteStartObject();
        switch (options.Body)
        {
            case MtnBody.V2:
                V2(json, options, request.Reference, number, text);
                break;
            case MtnBody.Nested:
                Nested(json, options, request.Reference, number, text);
                break;
            default:
                V3(json, options, request.Reference, number, text);
                break;
        }

        json.WriteEndObject();
    }

    // One recipient: MTN answers with one status and no id for each.
    private static void V3(Utf8JsonWriter json, MtnOptions options, SendReference reference, string number, string text)
    {
        json.WriteString("message", text);
        json.WriteString("serviceCode", options.Sender);
        if (options.SenderAddress.Length > 0)
        {
            json.WriteString("senderAddress", options.SenderAddress);
        }

        Receivers(json, "receiverAddress", number);
        json.WriteString("clientCorrelatorId", reference.ToString());
        json.WriteBoolean("requestDeliveryReceipt", options.RequestDeliveryReceipt);
    }

    private static void V2(Utf8JsonWriter json, MtnOptions options, SendReference reference, string number, string text)
    {
        json.WriteString("message", text);
        json.WriteString("senderAddress", options.Sender);
        Receivers(json, "receiverAddress", number);
        json.WriteString("clientCorrelator", reference.ToString());
    }

    private static void Nested(Utf8JsonWriter json, MtnOptions options, SendReference reference, string number, string text)
    {
        json.WriteStartObject("outboundSMSMessageRequest");
        Receivers(json, "address", number);
        json.WriteString("senderAddress", options.Sender);
        json.WriteStartObject("outboundSMSTextMessage");
        json.WriteString("message", text);
        json.WriteEndObject();
        json.WriteString("clientCorrelator", reference.ToString());
        if (options is { RequestDeliveryReceipt: true, NotifyUrl: { } url })
        {
            json.WriteStartObject("receiptRequest");
            json.WriteString("notifyURL", url.AbsoluteUri);
            json.WriteString("callbackData", reference.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Receivers(Utf8JsonWriter json, string name, string number)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(number);
        json.WriteEndArray();
    }

    private static string Number(MtnNumberFormat format, string e164) => format switch
    {
        MtnNumberFormat.Plus => e164,
        MtnNumberFormat.Tel => $"tel:{e164}",
        _ => e164[1..],
    };
}
