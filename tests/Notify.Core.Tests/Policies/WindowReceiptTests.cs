using Notify.Auditing;
using Notify.Gates;
using Notify.Receipts;

namespace Notify.Core.Tests.Policies;

public sealed class WindowReceiptTests
{
    private static readonly Outcome Closed = Outcome.Rejected("131047", "More than 24 hours have passed.") with { IsWindowClosed = true };
    private static readonly Outcome Paused = A.Refusal(OutcomeClass.Stopped, "132015", OutcomeScope.Template, TimeSpan.FromMinutes(30));

    [Fact]
    public async Task Receipt_that_says_the_window_template_was_paused_closes_its_gate_and_the_others_wait()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await WindowApp.OpenAsync(app);
        var first = await app.QueueAsync(WindowApp.Note());
        await app.RunOnceAsync();
        await app.ReceiptAsync(first, ReceiptStatus.Failed, failure: Closed);
        await app.RunOnceAsync();
        app.Sender.Requests.Select(r => r.Message.GetType()).Should().Equal(typeof(TextMessage), typeof(TemplateMessage));

        await app.ReceiptAsync(first, ReceiptStatus.Failed, send: 2, Paused);

        var gate = (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle().Subject;
        gate.Scope.Should().Be(new GateScope { Tenant = "default", Channel = "whatsapp", Account = app.Sender.Account, Template = "news" });
        var second = await app.QueueAsync(WindowApp.Note());
        await app.RunOnceAsync();
        var waiting = await app.Store.DeliveryAsync(second);
        (waiting.State, waiting.Reason, waiting.Attempts).Should().Be((DeliveryState.Queued, Reasons.Gate, 0));
    }

    [Fact]
    public async Task Receipts_of_many_paused_window_templates_look_up_one_of_them()
    {
        using var store = new TestStore();
        var log = new CountingTrails(store.Log);
        await using var app = TestApp.Create(store: store, sender: new ScriptedSender { ServiceWindow = WindowApp.Day }, register: s => s.AddSingleton<IDeliveryLog>(log));
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await app.QueueAsync(WindowApp.Note()));
        }

        await app.RunOnceAsync();
        await app.Receipts.ApplyAsync([.. ids.Select(id => app.ReceiptFor(id, ReceiptStatus.Failed, 1, Paused))]);

        (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle();
        log.Trails.Should().Be(1);
    }

    private sealed class CountingTrails(IDeliveryLog inner) : IDeliveryLog
    {
        public int Trails { get; private set; }

        public Task<IReadOnlyDictionary<Guid, DeliveryRecord>> GetAsync(IReadOnlyCollection<Guid> deliveryIds, CancellationToken cancellationToken) =>
            inner.GetAsync(deliveryIds, cancellationToken);

        public Task<DeliveryPage> PageAsync(DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken) =>
            inner.PageAsync(selection, limit, after, cancellationToken);

        public Task<IReadOnlyList<DeliveryCount>> CountAsync(string? tenant, DeliveryState? state, CancellationToken cancellationToken) =>
            inner.CountAsync(tenant, state, cancellationToken);

        public Task<Guid?> FindByKeyAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken) =>
            inner.FindByKeyAsync(tenant, idempotencyKey, cancellationToken);

        public Task<IReadOnlyList<AuditEntry>> TrailAsync(TrailQuery query, CancellationToken cancellationToken)
        {
            Trails++;
            return inner.TrailAsync(query, cancellationToken);
        }
    }
}
