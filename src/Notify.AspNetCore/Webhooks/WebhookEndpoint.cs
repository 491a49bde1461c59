using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.AspNetCore.Diagnostics;
using Notify.Diagnostics;
using Notify.Storage;
using Notify.Webhooks;

namespace Notify.AspNetCore.Webhooks;

/// <summary>Takes what providers call into <see cref="IWebhookIntake"/>, and gives them the answer they understand. Nothing a caller sends makes it answer 500.</summary>
internal sealed class WebhookEndpoint(IServiceProvider services, EndpointMetrics metrics, ILogger<WebhookEndpoint> logger)
{
    public const string ReaderKey = "reader";
    public const string PathKey = "path";

    private const string Unknown = "unknown";

    // Made with the first call: what is wrong with an account is told when the host starts. What failed to be made is made anew with the next call.
    private readonly Lazy<Dictionary<string, IWebhookReader>> _readers = new(
        () => services.GetServices<IWebhookReader>().ToDictionary(r => r.Name, StringComparer.Ordinal), LazyThreadSafetyMode.PublicationOnly);

    private readonly RareLines _refused = new(services.GetRequiredService<TimeProvider>());

    public async Task HandleAsync(HttpContext context)
    {
        var known = Unknown;
        try
        {
            if (context.Request.RouteValues[ReaderKey] is string name && _readers.Value.TryGetValue(name, out var reader))
            {
                known = name;
                await HandleAsync(context, reader).ConfigureAwait(false);
            }
            else
            {
                Answer(context, Unknown, StatusCodes.Status404NotFound);
            }
        }
        catch (Exception e)
        {
            // Without its message, in which a reader of the app's may quote what it read.
            logger.WebhookError(known, $"{e.GetType()}\n{e.StackTrace}");
            Answer(context, known, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Task HandleAsync(HttpContext context, IWebhookReader reader)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return ReceiveAsync(context, reader);
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            return ShakeHandsAsync(context, reader);
        }

        context.Response.Headers.Allow = "GET, POST";
        Answer(context, reader.Name, StatusCodes.Status405MethodNotAllowed);
        return Task.CompletedTask;
    }

    private async Task ShakeHandsAsync(HttpContext context, IWebhookReader reader)
    {
        var query = context.Request.Query;
        if (reader.Answer(name => query.TryGetValue(name, out var value) ? value.ToString() : null) is not { } answer)
        {
            if (_refused.Take(reader.Name) is > 0 and var count)
            {
                logger.HandshakeRefused(reader.Name, count);
            }

            Answer(context, reader.Name, StatusCodes.Status403Forbidden);
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        Answer(context, reader.Name, StatusCodes.Status200OK);
        await context.Response.WriteAsync(answer, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(HttpContext context, IWebhookReader reader)
    {
        PooledBody? read;
        try
        {
            read = await PooledBody.ReadAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            // What the server itself refuses: a body over the limit or cut short, one that comes too slowly.
            Answer(context, reader.Name, e.StatusCode);
            return;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            metrics.Request(reader.Name, "aborted");
            context.Abort();
            return;
        }

        if (read is not { } body)
        {
            // The rest of it is not worth reading.
            context.Response.Headers.Connection = "close";
            Answer(context, reader.Name, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        await StoreAsync(context, reader, body).ConfigureAwait(false);
    }

    private async Task StoreAsync(HttpContext context, IWebhookReader reader, PooledBody body)
    {
        try
        {
            var headers = context.Request.Headers;
            var request = new WebhookRequest(
                body.Bytes,
                name => headers.TryGetValue(name, out var value) ? value.ToString() : null,
                (context.Request.RouteValues[PathKey] as string)?.Trim('/') ?? "");

            // Not the request's token: once it is here, it is worth storing, whether or not the caller waits for the answer.
            var intake = services.GetRequiredService<IWebhookIntake>();
            var check = await intake.ReceiveAsync(reader, request, CancellationToken.None).ConfigureAwait(false);

            // Not where it threw: a store that hangs may be reading the bytes still.
            body.Return();
            Answer(context, reader.Name, Status(check.Status));
        }
        catch (StorageException)
        {
            Answer(context, reader.Name, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static int Status(WebhookStatus status) => status switch
    {
        WebhookStatus.Valid => StatusCodes.Status200OK,
        WebhookStatus.Unsigned => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status400BadRequest,
    };

    private void Answer(HttpContext context, string reader, int status)
    {
        metrics.Request(reader, status.ToString(CultureInfo.InvariantCulture));
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
        }
    }
}
