using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;
using Notify.Testing;
using Notify.Webhooks;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Webhooks;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>An app that takes Meta's webhooks. Only what it sends goes nowhere.</summary>
internal sealed class HookApp : ReceivingApp
{
    private HookApp(Action<INotifyBuilder> store, ScriptedSender sender)
        : base(notify =>
        {
            store(notify);
            notify.AddSender(sender).Services.AddSingleton<IWebhookReader>(new WhatsAppWebhookReader(
                [new WhatsAppWebhookAccount("default", MetaBody.PhoneNumberId, MetaBody.Secret, WhatsAppErrorTable.Meta) { BusinessAccountId = "200" }]));
        }) => Sender = sender;

    public ScriptedSender Sender { get; }

    public static async Task<HookApp> StartAsync(Action<INotifyBuilder> store)
    {
        var app = new HookApp(store, new ScriptedSender());
        await app.StartAsync();
        return app;
    }

    /// <summary>Posts a body as Meta does.</summary>
    public Task<HttpStatusCode> PostAsync(byte[] body) => PostAsync(body, MetaBody.Sign(body));

    /// <summary>Posts a body with any signature, or none.</summary>
    public Task<HttpStatusCode> PostAsync(byte[] body, string? signature) => PostAsync("whatsapp", body, WhatsAppSignature.Header, signature);
}
