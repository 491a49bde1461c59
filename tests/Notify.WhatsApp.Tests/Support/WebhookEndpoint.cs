using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Notify.Receipts;
using Notify.Webhooks;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Support;

/// <summary>A webhook endpoint as the README shows it, that hands receipts to the test.</summary>
internal sealed class WebhookEndpoint : IAsyncDisposable
{
    private readonly Channel<Receipt> _receipts = System.Threading.Channels.Channel.CreateUnbounded<Receipt>();
    private readonly WebApplication _app;

    private WebhookEndpoint(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single() + "/webhooks/whatsapp");

    public static async Task<WebhookEndpoint> StartAsync(Func<WhatsAppWebhookReader> reader)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var endpoint = new WebhookEndpoint(app);
        app.MapGet("/webhooks/whatsapp", (HttpRequest request) =>
            reader().Answer(name => request.Query[name]) is { } challenge ? Results.Text(challenge) : Results.StatusCode(403));
        app.MapPost("/webhooks/whatsapp", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var bytes = body.ToArray();
            var check = reader().Check(new WebhookRequest(bytes, name => request.Headers[name]));
            var receipts = check.Status == WebhookStatus.Valid ? reader().Read(new ReceivedWebhook(reader().Name, check.Route, bytes)).Receipts : [];
            foreach (var receipt in receipts)
            {
                endpoint._receipts.Writer.TryWrite(receipt);
            }

            return Results.StatusCode(check.Status switch { WebhookStatus.Valid => 200, WebhookStatus.Unsigned => 401, _ => 400 });
        });
        await app.StartAsync();
        return endpoint;
    }

    public ValueTask<Receipt> NextAsync() => _receipts.Reader.ReadAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
