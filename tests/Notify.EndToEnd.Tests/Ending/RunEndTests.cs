using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.EndToEnd.Tests.Processes;
using Notify.Hosting;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sample.Worker.Emulation;
using Notify.Sample.Worker.Running;
using Notify.Sending;
using Notify.Testing;

namespace Notify.EndToEnd.Tests.Ending;

/// <summary>When the sample's run is over, with deliveries in doubt: no worker runs beside, so that nothing moves but by what the end itself asks for.</summary>
public sealed class RunEndTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedSender _sender = new();
    private readonly Workspace _workspace = new();
    private readonly ServiceProvider _services;
    private EmulatorProcess? _emulator;
    private EmulatorClient? _client;

    public RunEndTests() => _services = new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddLogging()
        .Configure<ReceiptOptions>(options => options.Window = Window)
        .AddNotify(notify => notify.UseInMemoryStorageForTests().AddSender(_sender))
        .BuildServiceProvider();

    public async Task InitializeAsync()
    {
        _emulator = await EmulatorProcess.StartAsync(_workspace.EmulatorData, "secret");
        _client = new EmulatorClient(_emulator.Address);
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    public void Dispose()
    {
        _client?.Dispose();
        _emulator?.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Not_while_a_window_runs()
    {
        await InDoubtAsync();
        _clock.Advance(Window - TimeSpan.FromTicks(1));

        (await IsReachedAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Reached_where_doubt_stays_since_no_receipt_tells_that_webhooks_come()
    {
        var delivery = await InDoubtAsync();
        _clock.Advance(Window + Long);

        (await IsReachedAsync()).Should().BeTrue();

        (await StateAsync(delivery)).Should().Be(DeliveryState.Unconfirmed);
    }

    [Fact]
    public async Task Not_before_doubt_is_settled_that_the_last_receipt_tells_of()
    {
        var other = await SentAsync();
        await HeardAsync(other, ReceiptStatus.Sent);
        var delivery = await InDoubtAsync();
        _clock.Advance(Window + Long);
        await HeardAsync(other, ReceiptStatus.Delivered);

        (await IsReachedAsync()).Should().BeFalse("one is sent again, and its receipts are to come");

        (await StateAsync(delivery)).Should().Be(DeliveryState.Sent);
        (await IsReachedAsync()).Should().BeTrue();
    }

    private async Task<Guid> SentAsync()
    {
        var id = (await _services.GetRequiredService<INotifier>().QueueAsync(new Notification("+250788654321", new TextMessage("Hello")))).NotificationId;
        await _services.GetRequiredService<IWorker>().RunOnceAsync();
        return id;
    }

    private async Task<Guid> InDoubtAsync()
    {
        _sender.AnswerNext(new Outcome { Class = OutcomeClass.Unknown });
        var id = await SentAsync();
        (await StateAsync(id)).Should().Be(DeliveryState.Unconfirmed);
        return id;
    }

    private Task HeardAsync(Guid notificationId, ReceiptStatus status) => _services.GetRequiredService<IReceipts>().ApplyAsync(
    [
        new Receipt
        {
            Channel = _sender.Channel,
            Account = _sender.Account,
            Reference = new SendReference(Ids.Delivery(notificationId, 1), 1),
            Status = status,
        },
    ]);

    private async Task<DeliveryState> StateAsync(Guid notificationId)
    {
        var selection = new DeliverySelection(Notification.DefaultTenant) { NotificationId = notificationId };
        return (await _services.GetRequiredService<IDeliveryLog>().PageAsync(selection, 1, null, default)).Deliveries.Single().State;
    }

    private Task<bool> IsReachedAsync() =>
        ActivatorUtilities.CreateInstance<RunEnd>(_services, _client!, (IReadOnlyList<QueuedLine>)[]).IsReachedAsync(default);
}
