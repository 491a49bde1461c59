using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notify.Sms.Mtn.Tests.Support;

/// <summary>A real HTTP server that gives tokens and answers sends as the test says, and keeps what it got.</summary>
internal sealed class FakeMtn : IAsyncDisposable
{
    public const string Accepted = """{"statusCode":"0000","statusMessage":"Successful","transactionId":"tx-1","data":{"status":"PENDING"}}""";

    private readonly WebApplication _app;
    private int _tokens;

    private FakeMtn(WebApplication app) => _app = app;

    public Uri BaseAddress => new(_app.Urls.Single() + "/");

    /// <summary>The bodies of sends, in order.</summary>
    public ConcurrentQueue<JsonNode> Posts { get; } = new();

    /// <summary>Path, authorization and API key of every send, in order.</summary>
    public ConcurrentQueue<(string Path, string? Authorization, string? ApiKey)> Requests { get; } = new();

    /// <summary>Path, authorization and form of every request for a token, in order.</summary>
    public ConcurrentQueue<(string Path, string? Authorization, string Form)> TokenRequests { get; } = new();

    /// <summary>Answers a send whose body has been read. Default: accepted.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => Json(context, 200, Accepted);

    /// <summary>Answers a request for a token, whose number from 1 is given. Default: a token of an hour.</summary>
    public Func<HttpContext, int, Task> Token { get; set; } = (context, number) => GiveToken(context, number);

    public static async Task<FakeMtn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var mtn = new FakeMtn(app);
        app.Run(mtn.HandleAsync);
        await app.StartAsync();
        return mtn;
    }

    public static Task GiveToken(HttpContext context, int number, string expiresIn = "3599") =>
        Json(context, 200, $$"""{"access_token":"token-{{number}}","token_type":"BearerToken","expires_in":"{{expiresIn}}"}""");

    public static Task Error(HttpContext context, int status, string code) =>
        Json(context, status, $$"""{"statusCode":"{{code}}","statusMessage":"no, +250788123456","transactionId":"tx-9"}""");

    public static async Task Json(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString.Value;
        if (context.Request.Path.Value!.Contains("oauth", StringComparison.Ordinal))
        {
            using var reader = new StreamReader(context.Request.Body);
            TokenRequests.Enqueue((path, context.Request.Headers.Authorization, await reader.ReadToEndAsync()));
            await Token(context, Interlocked.Increment(ref _tokens));
            return;
        }

        Requests.Enqueue((path, context.Request.Headers.Authorization, context.Request.Headers["x-api-key"]));
        Posts.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
        await Answer(context);
    }
}
