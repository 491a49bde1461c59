using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Messages;
using Notify.Policies;
using Notify.Testing;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

public sealed class PairRateTests
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(270);

    [Fact]
    public async Task RunOnce_sends_a_burst_to_one_person_and_puts_the_rest_off_at_no_attempt()
    {
        await using var rig = await PairRig.StartAsync();
        await rig.QueueAsync(46);
        await rig.QueueAsync(1, "+16505550000");

        await rig.RunOnceAsync();

        rig.Graph.Posts.Should().HaveCount(46, "45 to one and 1 to the other");
        var waiting = (await rig.DeliveriesAsync()).Single(d => d.State == DeliveryState.Queued);
        (waiting.Reason, waiting.Attempts, waiting.DueAt).Should().Be((Reasons.PairRate, 0, rig.Clock.GetUtcNow() + Burst));

        rig.Clock.Advance(Burst);
        await rig.RunOnceAsync();
        rig.Graph.Posts.Should().HaveCount(47);
    }

    [Fact]
    public async Task RunOnce_follows_the_accounts_own_burst_and_interval()
    {
        await using var rig = await PairRig.StartAsync(o => (o.PairBurst, o.PairInterval) = (1, TimeSpan.FromSeconds(10)));
        await rig.QueueAsync(2);

        await rig.RunOnceAsync();
        rig.Graph.Posts.Should().ContainSingle();
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        await rig.RunOnceAsync();

        rig.Graph.Posts.Should().HaveCount(2);
    }

    [Fact]
    public async Task RunOnce_without_a_burst_sends_any_number()
    {
        await using var rig = await PairRig.StartAsync(o => o.PairBurst = 0);
        await rig.QueueAsync(60);

        await rig.RunOnceAsync();

        rig.Graph.Posts.Should().HaveCount(60);
    }

    [Fact]
    public async Task RunOnce_leaves_other_channels_alone()
    {
        await using var rig = await PairRig.StartAsync(o => o.PairBurst = 1);
        var sms = new Notification(Rig.To, new TextMessage("hi")) { Channels = ChannelPlan.Sms };
        await rig.Notifier.QueueAsync([sms, sms, sms]);

        await rig.RunOnceAsync();

        rig.Sms.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task ExplainAsync_names_the_policy()
    {
        await using var rig = await PairRig.StartAsync(o => o.PairBurst = 1);
        await rig.QueueAsync(1);
        await rig.RunOnceAsync();

        var steps = (await rig.Notifier.ExplainAsync(new Notification(Rig.To, new TextMessage("hi")))).Deliveries[0].Steps;

        steps.Single(s => s.Policy == "pair_rate").Decision.Should().Match<Decision>(d => d.Kind == DecisionKind.Defer && d.Reason == Reasons.PairRate);
    }

    [Fact]
    public async Task Sender_names_the_numbers_pace()
    {
        await using var rig = await Rig.StartAsync();
        rig.Sender.MaxPerSecond.Should().Be(80);

        await using var upgraded = await Rig.StartAsync(o => o.MaxPerSecond = 1000);
        upgraded.Sender.MaxPerSecond.Should().Be(1000);
    }

    // An app on memory, with a number that has no pace: its clock stands still.
    private sealed class PairRig : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        private PairRig(FakeGraph graph, Action<WhatsAppOptions>? configure)
        {
            Graph = graph;
            _services = new ServiceCollection()
                .AddSingleton<TimeProvider>(Clock)
                .AddNotify(n => n
                    .UseInMemoryStorageForTests()
                    .AddSender(Sms)
                    .ConfigureRateLimit(o => o.Limit = 1000)
                    .AddWhatsApp(o =>
                    {
                        Rig.Fill(o);
                        (o.BaseAddress, o.MaxPerSecond) = (graph.BaseAddress, null);
                        configure?.Invoke(o);
                    }))
                .BuildServiceProvider();
        }

        public ManualTimeProvider Clock { get; } = new();

        public FakeGraph Graph { get; }

        public ScriptedSender Sms { get; } = new(Channel.Sms);

        public INotifier Notifier => _services.GetRequiredService<INotifier>();

        public static async Task<PairRig> StartAsync(Action<WhatsAppOptions>? configure = null) => new(await FakeGraph.StartAsync(), configure);

        /// <summary>Queues texts to somebody who wrote just now.</summary>
        public async Task QueueAsync(int count, string to = Rig.To)
        {
            var contacts = _services.GetRequiredService<IContacts>();
            await contacts.SaveAsync("default", to, new ContactPreferences());
            var key = new WindowKey((await contacts.FindAsync("default", to))!.Id, Channel.WhatsApp, "default");
            await _services.GetRequiredService<IConversationWindows>().OpenAsync([new WindowOpening(key)], default);
            await Notifier.QueueAsync([.. Enumerable.Range(0, count).Select(_ => new Notification(to, new TextMessage("hi")))]);
        }

        public Task<int> RunOnceAsync() => _services.GetRequiredService<IWorker>().RunOnceAsync();

        public async Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync() =>
            (await _services.GetRequiredService<IDeliveryLog>().PageAsync(new DeliverySelection("default"), 1000, null, default)).Deliveries;

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Graph.DisposeAsync();
        }
    }
}
