using Notify.Webhooks;

namespace Notify.AspNetCore.Tests.Support;

/// <summary>A reader with the secret in its address, or in the header <c>X-Secret</c>.</summary>
internal sealed class FakeReader(string name = "pager") : IWebhookReader
{
    public const string Secret = "s3cret-of-the-pager";

    public Channel Channel => Channel.Sms;

    public string Name => name;

    public string? Answer(Func<string, string?> query) => query("token") == Secret ? query("challenge") : null;

    public WebhookCheck Check(WebhookRequest request)
    {
        if (request.Path != $"report/{Secret}" && request.Header("x-secret") != Secret)
        {
            return WebhookCheck.Unsigned("No secret.");
        }

        return request.Body.Span.StartsWith("throw"u8) ? throw new InvalidOperationException($"A bug, by {Secret}")
            : request.Body.Span.StartsWith("bad"u8) ? WebhookCheck.Malformed("Bad.")
            : WebhookCheck.Valid("default");
    }

    public WebhookReading Read(ReceivedWebhook webhook) => new();
}
