using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sample.Worker.Hosting;

/// <summary>Where <c>MapNotifyWebhooks</c> and <c>MapNotifyPostCall</c> listen: what one would register with the providers.</summary>
internal static class WebhookAddresses
{
    public static Uri WhatsApp(WebApplication app) => Of(app, "webhooks/whatsapp");

    /// <summary>MTN signs nothing: the address has a secret part.</summary>
    public static Uri Sms(WebApplication app) => Of(app, $"webhooks/mtn/{SampleHost.SmsAccount(app.Configuration).WebhookToken}");

    /// <summary>Where a telephone system says that a call has ended.</summary>
    public static Uri Calls(WebApplication app) => Of(app, "post-call");

    private static Uri Of(WebApplication app, string path) =>
        new(new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()), $"notify/{path}");
}
