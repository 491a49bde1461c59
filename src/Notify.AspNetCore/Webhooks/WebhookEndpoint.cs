using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Notify.AspNetCore.Diagnostics;
using Notify.Storage;
using Notify.Webhooks;

namespace Notify.AspNetCore.Webhooks;

/// <summary>Takes what providers call into <see cref="IWebhookIntake"/>, and gives them the answer they understand. Nothing a caller sends makes it answer 500.</summary>
internal sealed class WebhookEndpoint(IEnumerable<IWebhookReader> readers, IWebhookIntake intake, EndpointMetrics metrics, ILogger<WebhookEndpoint> logger)
{
    public const string ReaderKey = "reader";
    public const string PathKey = "path";

    private const string Unknown = "unknown";

    private readonly Dictionary<string, IWebhookReader> _readers = readers.ToDictionary(r => r.Name, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var name = context.Request.RouteValues[ReaderKey] as string;
        if (name is null || !_readers.TryGetValue(name, out var reader))
        {
            Answer(context, Unknown, StatusCodes.Status404NotFound);
            return;
        }

        try
        {
            await HandleAsync(context, reader).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            // What the server itself refuses: a body over the limit or cut short, one that comes too slowly.
            Answer(context, reader.Name, e.StatusCode);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            metrics.Request(reader.Name, "aborted");
            context.Abort();
        }
        catch (Exception e)
        {
            // Without its message, in which a reader of the app's may quote what it read.
            logger.WebhookError(reader.Name, $"{e.GetType()}\n{e.StackTrace}");
            Answer(context, reader.Name, StatusCodes.Status503ServiceUnavailable);
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
            logger.HandshakeRefused(reader.Name);
            Answer(context, reader.Name, StatusCodes.Status403Forbidden);
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        Answer(context, reader.Name, StatusCodes.Status200OK);
        await context.Response.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(HttpContext context, IWebhookReader reader)
    {
        if (await PooledBody.ReadAsync(context).ConfigureAwait(false) is not { } body)
        {
            // The rest of it is not worth reading.
            context.Response.Headers.Connection = "close";
            Answer(context, reader.Name, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        try
        {
            var headers = context.Request.Headers;
            var request = new WebhookRequest(
                body.Bytes,
                name => headers.TryGetValue(name, out var value) ? value.ToString() : null,
                (context.Request.RouteValues[PathKey] as string)?.Trim('/') ?? "");

            // Not the request's token: once it is here, it is worth storing, whether or not the caller waits for the answer.
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
