using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Receipts;
using Notify.Storage;
using Notify.Webhooks;

namespace Notify.Bench.Crashing;

/// <summary>The app of a crash run, which nobody kills: it queues, and takes the receipts.</summary>
internal sealed class CrashApp : IAsyncDisposable
{
    private const string Path = "/webhooks/whatsapp";

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
        app.MapPost(Path, ReceiveAsync);
        await app.StartAsync();
        return new CrashApp(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, IWebhookReader reader, IReceipts receipts)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        var check = reader.Check(new WebhookRequest(bytes, name => context.Request.Headers[name]));
        if (check.Status != WebhookStatus.Valid)
        {
            return Results.Problem(check.Problem, statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            await receipts.ApplyAsync(reader.Read(new ReceivedWebhook(reader.Name, check.Route, bytes)).Receipts, CancellationToken.None);
            return Results.Ok();
        }
        catch (StorageException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
