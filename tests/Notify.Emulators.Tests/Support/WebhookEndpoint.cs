using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Emulators.Tests.Support;

/// <summary>An app's webhook: keeps the calls, answers as told.</summary>
public sealed class WebhookEndpoint : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;
    private readonly Channel<WebhookCall> _calls = System.Threading.Channels.Channel.CreateUnbounded<WebhookCall>();

    private WebhookEndpoint(WebApplication app) => _app = app;

    /// <summary>Status codes for the next POSTs; 200 after them.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Query strings of the GETs that came.</summary>
    public ConcurrentQueue<string> Handshakes { get; } = new();

    public string VerifyToken { get; set; } = "right";

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public static async Task<WebhookEndpoint> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var endpoint = new WebhookEndpoint(builder.Build());
        endpoint._app.Run(endpoint.HandleAsync);
        await endpoint._app.StartAsync();
        var address = endpoint._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        endpoint.Url = new Uri($"{address}/hook");
        return endpoint;
    }

    /// <summary>The next call, in the order of their coming.</summary>
    public async Task<WebhookCall> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _calls.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Statuses of calls until that many came.</summary>
    public async Task<IReadOnlyList<JsonElement>> StatusesAsync(int count)
    {
        var statuses = new List<JsonElement>();
        while (statuses.Count < count)
        {
            statuses.AddRange((await NextAsync()).Statuses);
        }

        return statuses;
    }

    public bool HasMore => _calls.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            Handshakes.Enqueue(context.Request.QueryString.Value ?? string.Empty);
            context.Response.StatusCode = context.Request.Query["hub.verify_token"] == VerifyToken ? 200 : 403;
            await context.Response.WriteAsync(context.Response.StatusCode == 200 ? context.Request.Query["hub.challenge"].ToString() : "no");
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 200;
        await _calls.Writer.WriteAsync(new WebhookCall(body.ToArray(), context.Request.Headers["X-Hub-Signature-256"].FirstOrDefault()));
    }
}
