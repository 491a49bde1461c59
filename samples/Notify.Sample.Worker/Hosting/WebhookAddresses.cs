using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sample.Worker.Hosting;

/// <summary>Where <c>MapNotifyWebhooks</c> listens: what one would register with the providers.</summary>
internal static class WebhookAddresses
{
    public static Uri WhatsApp(WebApplication app) => Of(app, "whatsapp");

    /// <summary>MTN signs nothing: the address has a secret part.</summary>
    public static Uri Sms(WebApplication app) => Of(app, $"mtn/{SampleHost.SmsAccount(app.Configuration).WebhookToken}");

    private static Uri Of(WebApplication app, string path) =>
        new(new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()), $"notify/webhooks/{path}");
}
