using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Notify.Bench.Crashing;

/// <summary>The app of a crash run, which nobody kills: it queues, and takes the receipts in; a worker reads them.</summary>
internal sealed class CrashApp : IAsyncDisposable
{
    private const string Path = "/notify/webhooks/whatsapp";

    private readonly WebApplication _app;

    private CrashApp(WebApplication app) => _app = app;

    public Uri Webhook => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()), Path);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<CrashApp> StartAsync(CrashSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNotify(settings.Use);
        var app = builder.Build();
        app.MapNotifyWebhooks();
        await app.StartAsync();
        return new CrashApp(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
