using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sample.Worker.Running;
using Notify.Sending;
using Notify.Testing;

namespace Notify.EndToEnd.Tests.Ending;

/// <summary>When the sample's run is over, with deliveries in doubt: no host works beside, so that nothing moves but by what the end itself asks for.</summary>
public sealed class RunEndTests : IAsyncLifetime, IClassFixture<IdleEmulator>
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedSender _sender = new();
    private readonly RetryOptions _retry = new();
    private readonly IdleEmulator _emulator;
    private readonly ServiceProvider _services;

    public RunEndTests(IdleEmulator emulator)
    {
        _emulator = emulator;
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddLogging()
            .Configure<ReceiptOptions>(options => options.Window = Window)
            .Configure<RetryOptions>(options => options.MaxAttempts = _retry.MaxAttempts)
            .AddNotify(notify => notify.UseInMemoryStorageForTests().AddSender(_sender))
            .BuildServiceProvider();
    }

    private IWorker Worker => _services.GetRequiredService<IWorker>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task IsReachedAsync_while_a_window_runs_is_false()
    {
        await InDoubtAsync();
        _clock.Advance(Window - TimeSpan.FromTicks(1));

        (await IsReachedAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task IsReachedAsync_where_doubt_stays_is_true()
    {
        var delivery = await InDoubtAsync();
        _clock.Advance(Window + Long);

        (await IsReachedAsync()).Should().BeTrue("no receipt tells that webhooks come");

        (await StateAsync(delivery)).Should().Be(DeliveryState.Unconfirmed);
    }

    [Fact]
    public async Task IsReachedAsync_after_a_receipt_that_settles_doubt_is_false_until_that_is_sent_again()
    {
        var delivery = await DueAgainAsync();

        (await IsReachedAsync()).Should().BeFalse("one was sent again, and its receipts are to come");

        (await StateAsync(delivery)).Should().Be(DeliveryState.Sent);
        (await IsReachedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task IsReachedAsync_where_the_host_sends_again_first_is_false()
    {
        await DueAgainAsync();

        (await IsReachedAsync(new BeatenWorker(Worker))).Should().BeFalse("its receipts are to come, though the end sent nothing");

        (await IsReachedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task IsReachedAsync_after_a_receipt_that_gives_doubt_up_is_false_once()
    {
        _retry.MaxAttempts = 1;
        var delivery = await DueAgainAsync();

        (await IsReachedAsync()).Should().BeFalse("something moved");

        (await StateAsync(delivery)).Should().Be(DeliveryState.Failed);
        (await IsReachedAsync()).Should().BeTrue();
    }

    private async Task<Guid> SentAsync()
    {
        var id = (await _services.GetRequiredService<INotifier>().QueueAsync(new Notification("+250788654321", new TextMessage("Hello")))).NotificationId;
        await Worker.RunOnceAsync();
        return id;
    }

    private async Task<Guid> InDoubtAsync()
    {
        _sender.AnswerNext(new Outcome { Class = OutcomeClass.Unknown });
        var id = await SentAsync();
        (await StateAsync(id)).Should().Be(DeliveryState.Unconfirmed);
        return id;
    }

    // Its window is over, and another's receipt has just told that its own would have come.
    private async Task<Guid> DueAgainAsync()
    {
        var other = await SentAsync();
        await HeardAsync(other, ReceiptStatus.Sent);
        var delivery = await InDoubtAsync();
        _clock.Advance(Window + Long);
        await HeardAsync(other, ReceiptStatus.Delivered);
        return delivery;
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

    private Task<bool> IsReachedAsync(IWorker? worker = null) =>
        ActivatorUtilities.CreateInstance<RunEnd>(_services, _emulator.Client, (IReadOnlyList<QueuedLine>)[], worker ?? Worker).IsReachedAsync(default);

    // As if the host had done it all a moment before.
    private sealed class BeatenWorker(IWorker host) : IWorker
    {
        public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
        {
            await host.RunOnceAsync(cancellationToken);
            return 0;
        }
    }
}
