using Notify.Gates;

namespace Notify.Core.Tests.Gates;

public sealed class StopTests
{
    private static readonly CommandInfo Operator = new("aline", "wrong prices");

    public static TheoryData<string, string[]> Scopes => new()
    {
        { "everything", [] },
        { "tenant", ["default wa core", "default sms core", "default wa orders"] },
        { "channel", ["default sms core"] },
        { "domain", ["default wa core", "default sms core", "acme wa core"] },
        { "tenant and domain", ["default wa core", "default sms core", "acme wa core", "acme wa orders"] },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task StopAsync_scope_stops_what_is_in_it_and_resuming_loses_nothing(string scope, string[] stillSent)
    {
        var sms = new ScriptedSender(Channel.Sms);
        await using var app = TestApp.Create(n => n.AddSender(sms));
        await QueueMixAsync(app);

        await app.Operations.StopAsync(Scope(scope), Operator);
        await app.RunOnceAsync();

        Sent(app, sms).Should().BeEquivalentTo(stillSent);
        var all = (await app.Store.DeliveriesAsync()).Concat(await app.Store.DeliveriesAsync("acme")).ToList();
        all.Where(d => d.State != DeliveryState.Sent).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.Attempts == 0);

        (await app.Operations.ResumeAsync(Scope(scope), Operator)).Should().BeTrue();
        await app.RunOnceAsync();

        Sent(app, sms).Should().BeEquivalentTo("default wa core", "default sms core", "default wa orders", "acme wa core", "acme wa orders");
    }

    [Fact]
    public async Task StopAsync_while_a_batch_runs_is_obeyed_at_the_next_slice()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency) = (10, 2)));
        await app.Notifier.QueueAsync([.. A.Texts(10)]);
        using var hold = app.Sender.Hold();
        var running = app.RunOnceAsync();
        await app.Sender.WaitForRequestsAsync(2);

        await app.Operations.StopAsync(GateScope.Everything, Operator);
        hold.Release();
        await running;

        app.Sender.Requests.Should().HaveCount(2);
        (await app.Store.DeliveriesAsync()).Count(d => d.State == DeliveryState.Queued && d.Attempts == 0).Should().Be(8);

        await app.Operations.ResumeAsync(GateScope.Everything, Operator);
        await app.RunOnceAsync();
        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(10);
    }

    [Fact]
    public async Task ResumeAsync_what_was_not_stopped_says_so()
    {
        await using var app = TestApp.Create();

        (await app.Operations.ResumeAsync(new GateScope { Tenant = "acme" }, Operator)).Should().BeFalse();
    }

    [Fact]
    public async Task RunOnce_provider_stops_the_account_closes_its_gate_and_costs_no_attempt()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency) = (10, 1)));
        await app.Notifier.QueueAsync([.. A.Texts(10)]);
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Stopped, "131031", OutcomeScope.Account, TimeSpan.FromMinutes(30)));

        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle("the gate closed before the second slice");
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.Attempts == 0);
        (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle().Which.Until.Should().Be(app.Store.Now.AddMinutes(30));
        app.Log.Of("NOTIFY_GATE_CLOSED").Should().ContainSingle();

        app.Advance(TimeSpan.FromMinutes(30));
        await app.RunOnceAsync();
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_provider_pauses_a_template_stops_that_template_only()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => w.SendConcurrency = 1));
        await app.Store.SaveAsync(A.ProviderTemplate("paused", "One"), A.ProviderTemplate("fine", "Two"));
        app.Sender.Otherwise(r => ((TemplateMessage)r.Message).Name == "paused"
            ? A.Refusal(OutcomeClass.Stopped, "132015", OutcomeScope.Template)
            : Outcome.Accepted("1"));
        await app.Notifier.QueueAsync([A.Note("paused"), A.Note("paused"), A.Note("fine"), A.Note("fine")]);

        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => ((TemplateMessage)r.Message).Name).Should().BeEquivalentTo("paused", "fine", "fine");
    }

    [Fact]
    public async Task RunOnce_gate_cannot_be_closed_still_settles()
    {
        using var store = new TestStore();
        store.Gates = new BrokenGates(store.Gates);
        await using var app = TestApp.Create(store: store);
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Stopped, "131031", OutcomeScope.Account));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await store.DeliveryAsync(id);
        (delivery.State, delivery.Attempts, delivery.Reason).Should().Be((DeliveryState.Queued, 0, Reasons.ProviderStopped));
        app.Log.Of("NOTIFY_GATE_ERROR").Should().ContainSingle();
    }

    private static async Task QueueMixAsync(TestApp app)
    {
        await app.Store.SaveAsync(
            A.Template("hi", "{{tag}}"), A.Template("hi", "{{tag}}", channel: Channel.Sms), A.Template("paid", "{{tag}}") with { Domain = "orders" });
        var sms = A.Note("hi", A.Number, ("tag", "default sms core"));
        sms.Channels = ChannelPlan.Sms;
        var theirs = A.Note("hi", A.Number, ("tag", "acme wa core"));
        var theirOrder = A.Note("paid", A.Number, ("tag", "acme wa orders"));
        theirs.Tenant = theirOrder.Tenant = "acme";
        await app.Notifier.QueueAsync(
        [
            A.Note("hi", A.Number, ("tag", "default wa core")), sms, A.Note("paid", A.Number, ("tag", "default wa orders")), theirs, theirOrder,
        ]);
    }

    private static IEnumerable<string> Sent(TestApp app, ScriptedSender sms) => app.Sender.Requests.Concat(sms.Requests).Select(r => r.Message.Text);

    private static GateScope Scope(string name) => name switch
    {
        "everything" => GateScope.Everything,
        "tenant" => new GateScope { Tenant = "acme" },
        "channel" => new GateScope { Channel = "whatsapp" },
        "domain" => new GateScope { Domain = "orders" },
        _ => new GateScope { Tenant = "default", Domain = "orders" },
    };

    private sealed class BrokenGates(IGates inner) : IGates
    {
        public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

        public Task<IReadOnlyList<bool>> CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken) => throw HookedQueue.Broken();

        public Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken) =>
            inner.OpenAsync(scope, source, by, cancellationToken);

        public Task<GateEffect> HearAsync(GateWord word, CancellationToken cancellationToken) => inner.HearAsync(word, cancellationToken);

        public Task<IReadOnlyList<Gate>> MendAsync(IReadOnlyList<Guid> deliveryIds, string by, CancellationToken cancellationToken) =>
            inner.MendAsync(deliveryIds, by, cancellationToken);
    }
}
