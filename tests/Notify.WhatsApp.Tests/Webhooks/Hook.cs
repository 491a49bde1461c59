using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Notify.Webhooks;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

/// <summary>Makes webhooks and readers for them.</summary>
internal static class Hook
{
    public const string Secret = "secret-a";
    public const string Number = "106540352242922";
    public const string Reference = "01998f3a0000700080000000000000017";

    public static readonly DateTimeOffset ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(1751247550);

    public static readonly WhatsAppWebhookAccount Account = new("rwanda", Number, Secret, WhatsAppErrorTable.Meta)
    {
        BusinessAccountId = "102290129340398",
        VerifyToken = "verify-a",
    };

    public static WebhookRequest Signed(byte[] body, string secret = Secret)
    {
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return new(body, name => name == "X-Hub-Signature-256" ? signature : null);
    }

    public static WebhookReading Read(string body, params WhatsAppWebhookAccount[] accounts) =>
        Read(new WhatsAppWebhookReader(accounts.Length == 0 ? [Account] : accounts), Signed(Encoding.UTF8.GetBytes(body)));

    /// <summary>Checks a webhook and reads it where it passes, as the endpoint and the worker do one after the other.</summary>
    public static WebhookReading Read(WhatsAppWebhookReader reader, WebhookRequest request)
    {
        var check = reader.Check(request);
        return check.Status == WebhookStatus.Valid
            ? reader.Read(new ReceivedWebhook(reader.Name, check.Route, request.Body) { ReceivedAt = ReceivedAt })
            : WebhookReading.Unreadable(check.Problem!);
    }

    public static WebhookCheck Check(string body) => new WhatsAppWebhookReader([Account]).Check(Signed(Encoding.UTF8.GetBytes(body)));

    public static string Statuses(string statuses, string number = Number) => Envelope(Change(statuses, number));

    public static string Change(string statuses, string number = Number) =>
        $$$"""{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{number}}}"},"statuses":[{{{statuses}}}]}}""";

    /// <summary>A message's own fields behind those every message has.</summary>
    public static string Message(string fields, string id = "wamid.in", string from = "\"from\":\"250788123456\"") =>
        $$"""{"id":"{{id}}",{{from}},"timestamp":"1750030073",{{fields}}}""";

    public static string Messages(params string[] messages) => Envelope(
        $$$"""{"field":"messages","value":{"metadata":{"phone_number_id":"{{{Number}}}"},"contacts":[{"wa_id":"250788123456","profile":{"name":"Aline"}}],"messages":[{{{string.Join(',', messages)}}}]}}""");

    public static string Event(string field, string value) => Envelope($$"""{"field":"{{field}}","value":{{value}}}""")
        .Replace("""{"id":"102290129340398",""", """{"id":"102290129340398","time":1751247548,""", StringComparison.Ordinal);

    public static string Envelope(params string[] changes) =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{{string.Join(',', changes)}}]}]}""";

    public static string Status(string status, string reference = Reference, string more = "") => new JsonObject
    {
        ["id"] = "wamid.1",
        ["status"] = status,
        ["timestamp"] = "1750030073",
        ["recipient_id"] = "16505551234",
        ["biz_opaque_callback_data"] = reference,
    }.ToJsonString()[..^1] + more + "}";
}
