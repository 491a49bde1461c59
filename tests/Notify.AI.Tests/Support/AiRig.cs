using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Notify.AI.HandingOver;
using Notify.AI.Replies;
using Notify.AI.Tools;
using Notify.Core.Tests.Support;
using Notify.Inbox;
using Notify.Limits;
using Notify.Messages;
using Notify.Tests.Conversations;
using Notify.Webhooks;

namespace Notify.AI.Tests.Support;

/// <summary>An app that people write to and that a model or an agent writes for, on an in-memory store with a clock that stands still.</summary>
internal sealed class AiRig : IAsyncDisposable
{
    public const string Number = "+250788000001";
    private const string Tenant = Notification.DefaultTenant;

    public AiRig(
        Action<AiReplyOptions>? replies = null, Action<AgentToolOptions>? tools = null, Action<INotifyBuilder>? configure = null, Action<IServiceCollection>? register = null,
        ScriptedSender? sender = null, string? database = null)
    {
        WhatsApp = sender ?? new ScriptedSender(Channel.WhatsApp);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ILoggerProvider>(Log);
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Debug));
        services.AddSingleton<IWebhookReader>(Reader);
        services.AddSingleton<IChatClient>(Chat);
        services.AddSingleton<IHandOverReceiver>(Receiver = new Receiver(Crash));
        services.AddNotify(notify =>
        {
            notify.AddSender(WhatsApp).AddSender(Sms);
            if (database is null)
            {
                notify.UseInMemoryStorageForTests();
            }
            else
            {
                notify.UseSqlite(o => (o.Path, o.Now) = (database, Clock.GetUtcNow));
            }

            configure?.Invoke(notify);
            notify.AddAgentTools(o => tools?.Invoke(o)).AddAiReplies(o =>
            {
                o.SystemPrompt = "You are the help desk of a shop.";
                replies?.Invoke(o);
            });
        });
        Wrap<ISessionStore>(services, inner => new CrashingSessions(inner, Crash));
        Wrap<IDeliveryQueue>(services, inner => new CrashingQueue(inner, Crash));
        Wrap<IRateLimiter>(services, inner => new CrashingLimiter(inner, Crash));
        register?.Invoke(services);
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>How many messages were written: the next one's number.</summary>
    public int Messages { get; set; }

    public ManualTimeProvider Clock { get; } = new();

    public TestLog Log { get; } = new();

    public ScriptedChat Chat { get; } = new();

    public LineReader Reader { get; } = new();

    public CrashPoints Crash { get; } = new();

    public Receiver Receiver { get; }

    public ScriptedSender WhatsApp { get; }

    public ScriptedSender Sms { get; } = new(Channel.Sms);

    public ServiceProvider Services { get; }

    public IContacts Contacts => Services.GetRequiredService<IContacts>();

    public ISessions Sessions => Services.GetRequiredService<ISessions>();

    public IHandOvers HandOvers => Services.GetRequiredService<IHandOvers>();

    /// <summary>The texts that left over WhatsApp.</summary>
    public IEnumerable<string> Sent => WhatsApp.Requests.Select(r => ((TextMessage)r.Message).Body);

    /// <summary>How many messages left, over all channels.</summary>
    public int SentCount => WhatsApp.Requests.Count + Sms.Requests.Count;

    /// <summary>Somebody writes, and the worker runs.</summary>
    public async Task WriteAsync(string words, string from = Number)
    {
        await ReceiveAsync(words, from);
        await RunAsync();
    }

    public Task ReceiveAsync(string words, string from = Number) => Services.GetRequiredService<IWebhookIntake>()
        .ReceiveAsync(Reader, new WebhookRequest(Encoding.UTF8.GetBytes($"wamid.{++Messages} {from} {words}"), _ => null));

    public Task<int> RunAsync() => Services.GetRequiredService<IWorker>().RunOnceAsync();

    public async Task<Session> SessionAsync(string from = Number) => await Sessions.GetOrCreateAsync(Tenant, from, Channel.WhatsApp);

    public async Task<IReadOnlyList<InboundRecord>> MessagesAsync() =>
        (await Services.GetRequiredService<IInboundLog>().PageAsync(new InboundSelection(Tenant), 100, null, default)).Messages;

    public async Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync() =>
        (await Services.GetRequiredService<IDeliveryLog>().PageAsync(new DeliverySelection(Tenant), 100, null, default)).Deliveries;

    /// <summary>Calls a tool as an agent would.</summary>
    public async Task<JsonElement> CallAsync(string tool, object arguments, string tenant = Tenant)
    {
        var function = Services.GetRequiredService<IAgentTools>().For(tenant).Single(f => f.Name == tool);
        var given = JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value);
        return (JsonElement)(await function.InvokeAsync(new AIFunctionArguments(given)))!;
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var inner = services.Single(s => s.ServiceType == typeof(T));
        services.AddSingleton(s => wrap((T)(inner.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, inner.ImplementationType!))));
    }
}
