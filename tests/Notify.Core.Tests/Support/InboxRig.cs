using System.Text;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Messages;
using Notify.Webhooks;

namespace Notify.Core.Tests.Support;

/// <summary>An app that takes webhooks in, and its worker.</summary>
internal sealed class InboxRig : IAsyncDisposable
{
    private readonly TestStore _store;

    public InboxRig(
        IInboundHandler? handler = null,
        ScriptedSender? sender = null,
        bool hasReader = true,
        Action<INotifyBuilder>? configure = null,
        Action<IServiceCollection>? register = null,
        TestStore? store = null,
        TimeProvider? clock = null)
    {
        _store = store ?? new TestStore();
        _store.Queue = Queue = new HookedQueue(_store.Queue);
        Inbox = new HookedInbox(_store.Inbox);
        _store.Inbox = Inbox;
        App = TestApp.Create(configure, store: _store, clock: clock, sender: sender, register: services =>
        {
            register?.Invoke(services);
            if (hasReader)
            {
                services.AddSingleton<IWebhookReader>(Reader);
            }

            if (handler is not null)
            {
                services.AddSingleton(handler);
            }
        });
    }

    public TestApp App { get; }

    public HookedInbox Inbox { get; }

    public HookedQueue Queue { get; }

    public TestReader Reader { get; } = new();

    public IWebhookIntake Intake => App.Services.GetRequiredService<IWebhookIntake>();

    public Task<WebhookCheck> ReceiveAsync(params string[] lines) =>
        Intake.ReceiveAsync(Reader, new WebhookRequest(Encoding.UTF8.GetBytes(string.Join('\n', lines)), _ => null));

    public async Task<IReadOnlyList<InboundRecord>> MessagesAsync() =>
        (await _store.Inbound.PageAsync(new InboundSelection(Notification.DefaultTenant), 100, null, default)).Messages;

    /// <summary>The only message to a tenant.</summary>
    public async Task<Guid> MessageAsync(string tenant) =>
        (await _store.Inbound.PageAsync(new InboundSelection(tenant), 2, null, default)).Messages.Single().Id;

    public Task<IReadOnlyList<DeadWebhook>> DeadWebhooksAsync() => _store.Inbound.ReadDeadWebhooksAsync(100, null, default);

    /// <summary>The texts that left.</summary>
    public IEnumerable<string> Sent => App.Sender.Requests.Select(r => ((TextMessage)r.Message).Body);

    /// <summary>Has messages tried that can queue nothing until they are dead letters.</summary>
    public async Task RunUntilDeadAsync()
    {
        Queue.BeforeEnqueue = HookedQueue.FailFirst(int.MaxValue);
        for (var i = 0; i < 5; i++)
        {
            await App.RunOnceAsync();
            App.Advance(TimeSpan.FromMinutes(10));
        }

        Queue.BeforeEnqueue = () => Task.CompletedTask;
        (await MessagesAsync()).Should().Contain(m => m.State == InboxState.Dead);
    }

    /// <summary>Has messages handed back at the point where they queue something, by a worker that ends.</summary>
    public async Task HandBackAsync()
    {
        using var end = new CancellationTokenSource();
        Queue.BeforeEnqueue = async () =>
        {
            await end.CancelAsync();
            end.Token.ThrowIfCancellationRequested();
        };
        await App.Services.GetRequiredService<WebhookPump>().RunAsync(default);
        var messages = App.Services.GetRequiredService<MessagePump>();
        await messages.RunAsync(default, end.Token);
        await messages.DrainAsync();
        Queue.BeforeEnqueue = () => Task.CompletedTask;
        (await MessagesAsync()).Should().Contain(m => m.State == InboxState.Waiting && m.Attempts == 0);
    }

    /// <summary>An operator has dead letters tried again.</summary>
    public async Task RetryAsync()
    {
        await App.Operations.RetryMessagesAsync(new InboundSelection(Notification.DefaultTenant), new("claire", "mended"));
        await App.RunOnceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _store.Dispose();
    }
}
