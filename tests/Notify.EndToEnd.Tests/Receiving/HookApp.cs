using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Testing;
using Notify.Webhooks;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Webhooks;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>An app as a user runs it, on a real store and a free port: webhooks come in, the worker works, the handler replies. Only what it sends goes nowhere.</summary>
internal sealed class HookApp : IAsyncDisposable
{
    private static readonly DeliveryState[] Moving = [DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    private HookApp(WebApplication app, ReplyingHandler handler, ScriptedSender sender) => (_app, Handler, Sender) = (app, handler, sender);

    public ReplyingHandler Handler { get; }

    public ScriptedSender Sender { get; }

    public INotifier Notifier => _app.Services.GetRequiredService<INotifier>();

    public IDeliveryLog Deliveries => _app.Services.GetRequiredService<IDeliveryLog>();

    public IInboundLog Inbound => _app.Services.GetRequiredService<IInboundLog>();

    public static async Task<HookApp> StartAsync(Action<INotifyBuilder> store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var (handler, sender) = (new ReplyingHandler(), new ScriptedSender());
        builder.Services.AddSingleton<IInboundHandler>(handler);
        builder.Services.AddSingleton<IWebhookReader>(new WhatsAppWebhookReader(
            [new WhatsAppWebhookAccount("default", MetaBody.PhoneNumberId, MetaBody.Secret, WhatsAppErrorTable.Meta) { BusinessAccountId = "200" }]));
        builder.Services.AddNotify(notify =>
        {
            store(notify);
            notify.AddSender(sender).AddWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(50));
            notify.ConfigureInbox(o => o.RetryDelay = TimeSpan.FromMilliseconds(100));
        });
        var app = builder.Build();
        app.MapNotifyWebhooks();
        await app.StartAsync();
        var made = new HookApp(app, handler, sender);
        made._client.BaseAddress = new Uri(app.Urls.Single());
        return made;
    }

    /// <summary>Posts a body as Meta does.</summary>
    public Task<HttpStatusCode> PostAsync(byte[] body) => PostAsync(body, MetaBody.Sign(body));

    /// <summary>Posts a body with any signature, or none.</summary>
    public async Task<HttpStatusCode> PostAsync(byte[] body, string? signature)
    {
        using var content = new ByteArrayContent(body);
        if (signature is not null)
        {
            content.Headers.Add(WhatsAppSignature.Header, signature);
        }

        using var response = await _client.PostAsync(new Uri("/notify/webhooks/whatsapp", UriKind.Relative), content);
        return response.StatusCode;
    }

    /// <summary>Returns when no webhook and no message waits.</summary>
    public Task WorkedOffAsync() => Eventually.TrueAsync(IsWorkedOffAsync, "no webhook and no message waits");

    /// <summary>Returns when no webhook, no message and no delivery waits.</summary>
    public Task IdleAsync() => Eventually.TrueAsync(
        async () => await IsWorkedOffAsync() && !(await Deliveries.CountAsync(null, null, CancellationToken.None)).Any(c => Moving.Contains(c.State)),
        "nothing waits");

    public async Task<IReadOnlyList<InboundRecord>> MessagesAsync() =>
        (await Inbound.PageAsync(new InboundSelection(Notification.DefaultTenant), 1000, null, CancellationToken.None)).Messages;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<bool> IsWorkedOffAsync() => await Inbound.CountAsync(CancellationToken.None) is { Webhooks: 0, Messages: 0 };
}
