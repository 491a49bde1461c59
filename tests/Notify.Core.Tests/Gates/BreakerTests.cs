using Notify.Gates;
using Notify.Receipts;

namespace Notify.Core.Tests.Gates;

public sealed class BreakerTests
{
    private static readonly Outcome TokenExpired = A.Refusal(OutcomeClass.Stopped, "190", OutcomeScope.App) with { Mends = Mending.Person, Remedy = "Issue a new token." };

    [Fact]
    public async Task Sixteen_refusals_at_once_burn_no_attempts_and_make_one_event()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency) = (16, 16)));
        await app.Notifier.QueueAsync([.. A.Texts(16)]);
        app.Sender.Otherwise(_ => TokenExpired);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(16);
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.Attempts == 0);
        (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle();
        app.Log.Of("NOTIFY_GATE_CLOSED").Should().ContainSingle().Which.Text.Should().Contain("Issue a new token.").And.Contain("A person mends it");

        // Not mended yet: one tries, and nothing else leaves.
        app.Advance(TimeSpan.FromMinutes(15));
        await app.RunOnceAsync();
        app.Sender.Requests.Should().HaveCount(17);
        app.Log.Of("NOTIFY_GATE_PROBE").Should().ContainSingle();
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.Attempts == 0);

        // Mended: one tries, then all flow.
        app.Sender.Otherwise(_ => Outcome.Accepted("1"));
        app.Advance(TimeSpan.FromMinutes(15));
        await app.RunOnceAsync();
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent);
        app.Log.Of("NOTIFY_GATE_OPENED").Should().ContainSingle();
        app.Log.Of("NOTIFY_GATE_PROBE").Should().HaveCount(2);
    }

    [Fact]
    public async Task OpenGateAsync_lets_all_flow_at_once()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(TokenExpired);
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        var gate = (await app.Operations.ReadGatesAsync()).Should().ContainSingle().Subject;

        (await app.Operations.OpenGateAsync(gate.Scope, new CommandInfo("aline", "new token"))).Should().BeTrue();
        await app.RunOnceAsync();

        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent);
    }

    [Fact]
    public async Task Limit_of_an_account_costs_no_attempt()
    {
        await using var app = TestApp.Create();
        app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Defer, "80007", OutcomeScope.Account));
        var id = await app.QueueAsync(A.Text());

        foreach (var minutes in new[] { 5, 10, 20, 40, 60, 60 })
        {
            await app.RunOnceAsync();
            (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle().Which.Until.Should().Be(app.Store.Now.AddMinutes(minutes));
            app.Advance(TimeSpan.FromMinutes(minutes));
        }

        app.Sender.Requests.Should().HaveCount(6);
        (await app.Store.DeliveryAsync(id)).Attempts.Should().Be(0);
    }

    [Fact]
    public async Task Country_refused_for_good_is_blocked_for_that_account_and_country_only()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => w.SendConcurrency = 1));
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Rejected, "130497", OutcomeScope.Country) with { Mends = Mending.Person });
        await app.QueueAsync(A.Text("+250788000001"));
        await app.RunOnceAsync();

        var there = await app.QueueAsync(A.Text("+250788000002"));
        var elsewhere = await app.QueueAsync(A.Text("+256772000003"));
        await app.RunOnceAsync();

        var blocked = await app.Store.DeliveryAsync(there);
        (blocked.State, blocked.Reason).Should().Be((DeliveryState.Blocked, Reasons.CountryClosed));
        (await app.Store.DeliveryAsync(elsewhere)).State.Should().Be(DeliveryState.Sent);

        app.Advance(TimeSpan.FromMinutes(15));
        var later = await app.QueueAsync(A.Text("+250788000002"));
        await app.RunOnceAsync();
        (await app.Store.DeliveryAsync(later)).State.Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task Country_refused_by_a_receipt_is_blocked_as_by_a_send()
    {
        await using var app = TestApp.Create();
        var first = await app.QueueAsync(A.Text("+250788000001"));
        await app.RunOnceAsync();

        await app.ReceiptAsync(first, ReceiptStatus.Failed, failure: A.Refusal(OutcomeClass.Rejected, "130497", OutcomeScope.Country) with { Mends = Mending.Person });

        var (there, elsewhere) = (await app.QueueAsync(A.Text("+250788000002")), await app.QueueAsync(A.Text("+256772000003")));
        await app.RunOnceAsync();
        (await app.Store.DeliveryAsync(there)).Reason.Should().Be(Reasons.CountryClosed);
        (await app.StateAsync(elsewhere)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task Country_stopped_by_an_operator_waits()
    {
        await using var app = TestApp.Create();
        var scope = new GateScope { Country = "250" };
        await app.Operations.StopAsync(scope, new CommandInfo("aline", "elections"));
        var id = await app.QueueAsync(A.Text("+250788000001"));
        await app.RunOnceAsync();

        var waiting = await app.Store.DeliveryAsync(id);
        (waiting.State, waiting.Reason, waiting.Attempts).Should().Be((DeliveryState.Queued, Reasons.Gate, 0));

        (await app.Operations.ResumeAsync(scope, new CommandInfo("aline", "over"))).Should().BeTrue();
        app.Advance(TimeSpan.FromMinutes(5));
        await app.RunOnceAsync();
        (await app.Store.DeliveryAsync(id)).State.Should().Be(DeliveryState.Sent);
    }
}
