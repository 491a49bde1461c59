using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notify.WhatsApp.Tests.Support;

/// <summary>A real HTTP server that answers as the test says, and keeps what it got.</summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    public const string MessageId = "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUFERjg0NDEzNDdFODU3MUMxMAA=";

    private readonly WebApplication _app;

    private FakeGraph(WebApplication app) => _app = app;

    public Uri BaseAddress => new(_app.Urls.Single() + "/");

    /// <summary>What was posted, in order.</summary>
    public ConcurrentQueue<JsonNode> Posts { get; } = new();

    /// <summary>The path, query and bearer token of every request, in order.</summary>
    public ConcurrentQueue<(string Path, string? Authorization)> Requests { get; } = new();

    /// <summary>Answers a request whose body has been read. Default: accepted.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => Json(context, 200, $$"""{"messages":[{"id":"{{MessageId}}"}]}""");

    public static async Task<FakeGraph> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var graph = new FakeGraph(app);
        app.Run(graph.HandleAsync);
        await app.StartAsync();
        return graph;
    }

    public static async Task Json(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    public static Task Error(HttpContext context, int status, int code, string message = "no") =>
        Json(context, status, $$$"""{"error":{"message":"{{{message}}}","type":"OAuthException","code":{{{code}}},"fbtrace_id":"Ab1"}}""");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        Requests.Enqueue((context.Request.Path + context.Request.QueryString.Value, context.Request.Headers.Authorization));
        if (HttpMethods.IsPost(context.Request.Method))
        {
            Posts.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
        }

        await Answer(context);
    }
}
