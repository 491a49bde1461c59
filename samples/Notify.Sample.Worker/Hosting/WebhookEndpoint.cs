using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Notify.Receipts;
using Notify.Storage;
using Notify.Webhooks;

namespace Notify.Sample.Worker.Hosting;

/// <summary>The address Meta calls. It answers 200 only once the receipts are committed; anything else, and Meta calls again.</summary>
internal static class WebhookEndpoint
{
    private const string Path = "/webhooks/whatsapp";
    // Meta's webhooks have at most 3 MB.
    private const long LargestBody = 3 * 1024 * 1024;

    public static void MapWhatsAppWebhook(this WebApplication app)
    {
        app.MapGet(Path, Verify);
        app.MapPost(Path, ReceiveAsync);
    }

    public static Uri AddressOf(WebApplication app) =>
        new(new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()), Path);

    private static IResult Verify(HttpRequest request, IWebhookReader reader) =>
        reader.Answer(name => request.Query[name]) is { } challenge ? Results.Text(challenge) : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, IWebhookReader reader, IReceipts receipts, CancellationToken cancellationToken)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = LargestBody;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.ToArray();
        var check = reader.Check(new WebhookRequest(bytes, name => context.Request.Headers[name]));
        if (check.Status != WebhookStatus.Valid)
        {
            return Results.Problem(
                check.Problem,
                statusCode: check.Status == WebhookStatus.Unsigned ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest);
        }

        try
        {
            // Not the request's token: once begun, the commit is worth waiting for even if the caller has hung up.
            await receipts.ApplyAsync(reader.Read(new ReceivedWebhook(reader.Name, check.Route, bytes)).Receipts, CancellationToken.None);
            return Results.Ok();
        }
        catch (StorageException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
