using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Inbound;
using Notify.Inbox;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>An app as a user runs it, on a real store and a free port: webhooks come in, the worker works, the handler replies.</summary>
internal class ReceivingApp : IAsyncDisposable
{
    private static readonly DeliveryState[] Moving = [DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    /// <summary>Makes one that is not started yet.</summary>
    /// <param name="configure">Chooses the store and the channels.</param>
    public ReceivingApp(Action<INotifyBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IInboundHandler>(Handler);
        builder.Services.AddNotify(notify =>
        {
            configure(notify);
            notify.AddWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(50)).ConfigureInbox(o => o.RetryDelay = TimeSpan.FromMilliseconds(100));
        });
        _app = builder.Build();
        _app.MapNotifyWebhooks();
        Counters = new CounterSums(_app.Services);
    }

    /// <summary>Where it listens, once it is started.</summary>
    public Uri Address => new(_app.Urls.Single());

    public ReplyingHandler Handler { get; } = new();

    public CounterSums Counters { get; }

    public INotifier Notifier => _app.Services.GetRequiredService<INotifier>();

    public IContacts Contacts => _app.Services.GetRequiredService<IContacts>();

    public IDeliveryLog Deliveries => _app.Services.GetRequiredService<IDeliveryLog>();

    public IInboundLog Inbound => _app.Services.GetRequiredService<IInboundLog>();

    public IConversationWindows Windows => _app.Services.GetRequiredService<IConversationWindows>();

    public Task StartAsync() => _app.StartAsync();

    /// <summary>Posts a body to a path below the webhooks' address.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, byte[] body, string header, string? signature)
    {
        using var content = new ByteArrayContent(body);
        if (signature is not null)
        {
            content.Headers.Add(header, signature);
        }

        using var response = await _client.PostAsync(new Uri(Address, $"/notify/webhooks/{path}"), content);
        return response.StatusCode;
    }

    /// <summary>Returns when no webhook and no message waits.</summary>
    public Task WorkedOffAsync() => Eventually.TrueAsync(IsWorkedOffAsync, "no webhook and no message waits");

    /// <summary>Returns when no webhook, no message and no delivery waits.</summary>
    public Task IdleAsync() => Eventually.TrueAsync(
        async () => await IsWorkedOffAsync() && !(await Deliveries.CountAsync(null, null, CancellationToken.None)).Any(c => Moving.Contains(c.State)),
        "nothing waits");

    public async Task<IReadOnlyList<InboundRecord>> MessagesAsync() =>
        (await Inbound.PageAsync(new InboundSelection(Notification.DefaultTenant), 1000, null, CancellationToken.None)).Messages;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Counters.Dispose();
    }

    private async Task<bool> IsWorkedOffAsync() => await Inbound.CountAsync(CancellationToken.None) is { Webhooks: 0, Messages: 0 };
}
