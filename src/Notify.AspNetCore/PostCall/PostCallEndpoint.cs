using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Notify.AspNetCore.Diagnostics;
using Notify.AspNetCore.RunOnce;
using Notify.Diagnostics;
using Notify.Sessions;

namespace Notify.AspNetCore.PostCall;

/// <summary>Ends a call when somebody with a key says so. What a caller sends never comes back in an answer.</summary>
internal sealed class PostCallEndpoint(ICalls calls, BearerKeys keys, ILogger<PostCallEndpoint> logger)
{
    private const long LongestBody = 256 * 1024;
    private const string WholeBody = "body";

    // An answer is application/json and never part of a page: an apostrophe is to be read as one.
    private static readonly PostCallJson Plain = new(new JsonSerializerOptions(PostCallJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public async Task HandleAsync(HttpContext context)
    {
        if (!keys.Allow(context.Request.Headers.Authorization))
        {
            logger.PostCallRefused();
            context.Response.Headers.WWWAuthenticate = "Bearer";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        try
        {
            await EndAsync(context).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, [new PostCallProblem(FieldOf(e), NotificationErrorCodes.Malformed, "This is not JSON as it is asked for; see MapNotifyPostCall.")])
                .ConfigureAwait(false);
        }
        catch (InvalidNotificationException e)
        {
            await RefuseAsync(context, [.. e.Errors.Select(p => new PostCallProblem(FieldOf(p.Field), p.Code, p.Message))]).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception e)
        {
            logger.PostCallError(Mask.Text(e.ToString()));
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task EndAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LongestBody;
        }

        var body = await JsonSerializer.DeserializeAsync(context.Request.Body, PostCallJson.Default.PostCallBody, context.RequestAborted).ConfigureAwait(false)
            ?? throw new JsonException();

        // Not the request's token: a caller who hangs up repeats the call, and had better find it done.
        var done = await calls.EndAsync(body.ToCall(), CancellationToken.None).ConfigureAwait(false);
        var report = new PostCallReport(done.Session.Id, done.Summary.NotificationId, Camel(done.Status.ToString()));
        await context.Response.WriteAsJsonAsync(report, PostCallJson.Default.PostCallReport, cancellationToken: CancellationToken.None).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, IReadOnlyList<PostCallProblem> problems)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(
            new PostCallProblems(problems), Plain.PostCallProblems, cancellationToken: CancellationToken.None);
    }

    private static string FieldOf(JsonException e) => e.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? Mask.Text(path[2..]) : WholeBody;

    // Fields have other names in the body than in code.
    private static string FieldOf(string field) => field switch
    {
        "TemplateKey" or "WindowTemplate" => "template",
        "Content.Body" => "text",
        _ => Camel(field),
    };

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
