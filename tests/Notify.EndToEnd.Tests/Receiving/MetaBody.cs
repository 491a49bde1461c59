using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Sending;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>Writes and signs bodies as Meta does.</summary>
internal static class MetaBody
{
    public const string PhoneNumberId = "100";
    public const string Secret = "secret";
    public const string Person = "+250788123456";

    private static long Seconds => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Now => Seconds.ToString(CultureInfo.InvariantCulture);

    public static string Sign(byte[] body, string secret = Secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    /// <summary>A body of items from <see cref="Message"/> and <see cref="Status"/>.</summary>
    public static byte[] Of(IEnumerable<object> messages, IEnumerable<object> statuses) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        @object = "whatsapp_business_account",
        entry = new[]
        {
            new
            {
                id = "200",
                changes = new[]
                {
                    new
                    {
                        field = "messages",
                        value = new
                        {
                            messaging_product = "whatsapp",
                            metadata = new { display_phone_number = "250788000000", phone_number_id = PhoneNumberId },
                            contacts = new[] { new { wa_id = Person[1..], profile = new { name = "Aline" } } },
                            messages,
                            statuses,
                        },
                    },
                },
            },
        },
    });

    /// <summary>A body that says what became of the account: <c>DISABLE</c> or <c>REINSTATE</c>.</summary>
    public static byte[] Ban(string state, int minutesAgo) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        @object = "whatsapp_business_account",
        entry = new[]
        {
            new
            {
                id = "200",
                time = Seconds - (60 * minutesAgo),
                changes = new[] { new { field = "account_update", value = new { @event = "DISABLED_UPDATE", ban_info = new { waba_ban_state = state } } } },
            },
        },
    });

    public static object Message(string id, string text) => new { from = Person[1..], id, timestamp = Now, type = "text", text = new { body = text } };

    public static object Status(Guid deliveryId, string status)
    {
        var reference = new SendReference(deliveryId, 1).ToString();
        return new { id = $"scripted.{reference}", status, timestamp = Now, recipient_id = Person[1..], biz_opaque_callback_data = reference };
    }
}
