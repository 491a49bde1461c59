using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Notify.Sms.Mtn.Errors;
using Notify.Sms.Mtn.Webhooks;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Tests.Webhooks;

/// <summary>Makes webhooks and readers for them.</summary>
internal static class Hook
{
    public const string Secret = "hook-secret-a";
    public const string Token = "path-token-0123456789";
    public const string Reference = "01998f3a0000700080000000000000017";

    public static readonly MtnWebhookAccount Account = new("rwanda", MtnErrorTable.Mtn) { Secret = Secret };

    public static readonly MtnWebhookAccount Other = new("uganda", MtnErrorTable.Mtn) { PathToken = Token };

    public static MtnWebhookReader Reader(params MtnWebhookAccount[] accounts) =>
        new(accounts.Length == 0 ? [Account, Other] : accounts, NullLogger<MtnWebhookReader>.Instance, TimeProvider.System);

    public static string Sign(byte[] body, string secret = Secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static WebhookRequest Signed(byte[] body, string? signature = null, string header = "X-Mtn-Signature", string path = "") =>
        new(body, name => name.Equals(header, StringComparison.OrdinalIgnoreCase) ? signature ?? Sign(body) : null, path);

    public static WebhookReading Read(string body, MtnWebhookAccount? account = null, DateTimeOffset receivedAt = default)
    {
        var reader = Reader(account ?? Account);
        var bytes = Encoding.UTF8.GetBytes(body);
        var check = reader.Check(Signed(bytes));
        return check.Status == WebhookStatus.Valid ? reader.Read(new ReceivedWebhook(reader.Name, check.Route, bytes) { ReceivedAt = receivedAt }) : WebhookReading.Unreadable(check.Problem!);
    }
}
