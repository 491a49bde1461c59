using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Meta.Phone;
using Notify.Emulators.Meta.Sends;
using Notify.Emulators.Meta.Templates;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta.Hosting;

/// <summary>The web server and its routes. Takes nothing from the settings of the app it may be running in.</summary>
internal static class EmulatorServer
{
    private const int LargestBody = 1024 * 1024;

    public static WebApplication Build(MetaEmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.WebHost.UseUrls(options.Urls);
        return builder.Build();
    }

    public static void Map(
        WebApplication app,
        SendEndpoint sends,
        TemplateEndpoints templates,
        AcceptedEndpoints accepted,
        ControlEndpoints control,
        PhoneEndpoints phone,
        InboundEndpoints inbound,
        NewsEndpoint news,
        MtnHalf? mtn,
        ErrorAnswer errors)
    {
        app.UseRouting();
        app.MapPost("/{version}/{id}/messages", sends.HandleAsync);
        app.MapGet("/{version}/{id}/message_templates", templates.ListAsync);
        app.MapPost("/{version}/{id}/message_templates", templates.CreateAsync);
        app.MapGet("/_emulator/accepted", accepted.ListAsync);
        app.MapDelete("/_emulator/accepted", accepted.ClearAsync);
        app.MapGet("/_emulator/pending", control.PendingAsync);
        app.MapGet("/_emulator/health", control.HealthAsync);
        app.MapPost("/_emulator/templates/status", control.SetTemplateStatusAsync);
        app.MapPut("/_emulator/webhook", control.SetWebhookAsync);
        app.MapPost("/_emulator/inbound", inbound.WriteAsync);
        app.MapPost("/_emulator/phone/conversations/{id}/replies", inbound.ReplyAsync);
        app.MapPost("/_emulator/news/{field}", news.TellAsync);
        phone.Map(app);
        mtn?.Map(app);
        app.MapFallback(context => errors.WriteAsync(context, MetaError.Request("There is nothing at this path for this method.", subcode: 33)));
    }

    public static Uri AddressOf(WebApplication app)
        => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
}
