using Microsoft.Extensions.Logging;
using Notify.Consents;
using Notify.Operations;
using Notify.Receipts;

namespace Notify.Core.Tests.Support;

/// <summary>An app with Notify in it, on a store of its own or on one it shares.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly bool _ownsStore;

    private TestApp(TestStore store, bool ownsStore, TimeProvider? clock, ScriptedSender sender, Action<INotifyBuilder>? configure, Action<IServiceCollection>? register)
    {
        (Store, _ownsStore, Sender) = (store, ownsStore, sender);
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? store.Clock);
        services.AddSingleton<ILoggerProvider>(Log);
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Debug));
        store.AddTo(services);
        register?.Invoke(services);
        services.AddNotify(n =>
        {
            n.AddSender(sender);
            configure?.Invoke(n);
        });
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public ServiceProvider Services { get; }

    public TestStore Store { get; }

    public ScriptedSender Sender { get; }

    public TestLog Log { get; } = new();

    public INotifier Notifier => Services.GetRequiredService<INotifier>();

    public IContacts Contacts => Services.GetRequiredService<IContacts>();

    public IConsents Consents => Services.GetRequiredService<IConsents>();

    public IOperations Operations => Services.GetRequiredService<IOperations>();

    public IReceipts Receipts => Services.GetRequiredService<IReceipts>();

    public IWorker Worker => Services.GetRequiredService<IWorker>();

    public static TestApp Create(
        Action<INotifyBuilder>? configure = null,
        TestStore? store = null,
        TimeProvider? clock = null,
        ScriptedSender? sender = null,
        Action<IServiceCollection>? register = null) =>
        new(store ?? new TestStore(), store is null, clock, sender ?? new ScriptedSender(), configure, register);

    /// <summary>Queues one and gives its id.</summary>
    public async Task<Guid> QueueAsync(Notification notification) => (await Notifier.QueueAsync(notification)).NotificationId;

    public Task<int> RunOnceAsync() => Worker.RunOnceAsync();

    /// <summary>Lets time pass for store and app.</summary>
    public void Advance(TimeSpan by) => Store.Clock.Advance(by);

    public async Task<DeliveryState> StateAsync(Guid notificationId, int ordinal = 1) => (await Store.DeliveryAsync(notificationId, ordinal)).State;

    /// <summary>A receipt about a delivery's send, as the sender's account would report it.</summary>
    public async Task<ReceiptEffect> ReceiptAsync(Guid notificationId, ReceiptStatus status, int send = 1, Outcome? failure = null) =>
        (await Receipts.ApplyAsync([ReceiptFor(notificationId, status, send, failure)]))[0];

    public Receipt ReceiptFor(Guid notificationId, ReceiptStatus status, int send = 1, Outcome? failure = null) => new()
    {
        Channel = Sender.Channel,
        Account = Sender.Account,
        Reference = new SendReference(Ids.Delivery(notificationId, 1), send),
        Status = status,
        Failure = failure,
    };

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_ownsStore)
        {
            Store.Dispose();
        }
    }
}
