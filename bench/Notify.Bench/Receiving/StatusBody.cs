using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Sending;
using Notify.WhatsApp.Webhooks;

namespace Notify.Bench.Receiving;

/// <summary>Writes and signs a body of statuses as Meta does.</summary>
internal sealed class StatusBody(PostOrder order)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly byte[] _key = Encoding.UTF8.GetBytes(order.Secret);

    public ByteArrayContent Write(int first, int count)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new
        {
            @object = "whatsapp_business_account",
            entry = new[]
            {
                new
                {
                    id = "2000001",
                    changes = new[]
                    {
                        new
                        {
                            value = new
                            {
                                messaging_product = "whatsapp",
                                metadata = new { display_phone_number = "250788000000", phone_number_id = WebhookHostCommand.PhoneNumberId },
                                statuses = Enumerable.Range(first, count).Select(Status),
                            },
                            field = "messages",
                        },
                    },
                },
            },
        });
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = Json;
        content.Headers.Add(WhatsAppSignature.Header, $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(_key, bytes))}");
        return content;
    }

    private object Status(int number)
    {
        var (delivery, isRead) = order.Plan.At(number);
        var message = order.Messages[delivery];
        return new
        {
            id = message.ProviderId,
            status = isRead ? "read" : "delivered",
            timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            recipient_id = "250788123456",
            biz_opaque_callback_data = new SendReference(message.DeliveryId, 1).ToString(),
            pricing = new { billable = true, pricing_model = "PMP", category = "utility", type = "regular" },
        };
    }
}
