using Notify.Gates;
using Notify.Receipts;

namespace Notify.Core.Tests.Receipts;

public sealed class ReceiptServiceTests
{
    [Fact]
    public async Task ApplyAsync_failure_that_speaks_of_the_account_closes_its_gate()
    {
        await using var app = TestApp.Create();
        var first = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        var payment = new Outcome { Class = OutcomeClass.Stopped, Scope = OutcomeScope.Account, Code = "131042", Remedy = "Mend the billing." };

        await app.ReceiptAsync(first, ReceiptStatus.Failed, failure: payment);

        var gate = (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle().Subject;
        gate.Scope.Should().Be(new GateScope { Channel = app.Sender.Channel.Name, Account = app.Sender.Account });
        gate.Reason.Should().Be("131042: Mend the billing.");

        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        app.Sender.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task ApplyAsync_account_that_accepts_and_fails_the_same_message_ends_as_a_dead_letter()
    {
        await using var app = TestApp.Create();
        var id = await app.QueueAsync(A.Text());
        var payment = new Outcome { Class = OutcomeClass.Stopped, Scope = OutcomeScope.Account, Code = "131042" };

        for (var send = 1; send <= 5; send++)
        {
            await app.RunOnceAsync();
            await app.ReceiptAsync(id, ReceiptStatus.Failed, send, payment);
            app.Advance(TimeSpan.FromHours(2));
        }

        app.Sender.Requests.Should().HaveCount(5);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task ApplyAsync_failure_that_counts_for_nothing_closes_no_gate()
    {
        await using var app = TestApp.Create();
        var first = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        await app.ReceiptAsync(first, ReceiptStatus.Delivered);

        await app.ReceiptAsync(
            first, ReceiptStatus.Failed, failure: new Outcome { Class = OutcomeClass.Stopped, Scope = OutcomeScope.Account, Code = "131042" });

        (await app.Store.Gates.ReadAsync(default)).Should().BeEmpty();
    }
}
