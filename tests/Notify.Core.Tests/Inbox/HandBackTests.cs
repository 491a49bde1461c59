using Microsoft.Extensions.Hosting;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Storage;

namespace Notify.Core.Tests.Inbox;

public sealed class HandBackTests
{
    private static readonly InboxClaim All = new(100, TimeSpan.FromMinutes(2));

    [Fact]
    public async Task StopAsync_webhooks_under_way_are_handed_back_at_no_cost()
    {
        await using var rig = await ReceivedAsync(3);
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        rig.Inbox.BeforeSettleWebhooks = () =>
        {
            begun.TrySetResult();
            return release.Task;
        };
        var worker = rig.App.Services.GetServices<IHostedService>().OfType<WorkerService>().Single();
        await worker.StartAsync(CancellationToken.None);
        await begun.Task;

        var stopping = worker.StopAsync(CancellationToken.None);
        release.SetResult();
        await stopping;

        await AssertHandedBackAsync(rig, 3);
    }

    [Fact]
    public async Task RunOnce_caller_hangs_up_webhooks_are_handed_back_at_no_cost()
    {
        await using var rig = await ReceivedAsync(3);
        using var caller = new CancellationTokenSource();
        rig.Inbox.BeforeSettleWebhooks = caller.CancelAsync;

        await rig.App.Invoking(a => a.Worker.RunOnceAsync(caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        await AssertHandedBackAsync(rig, 3);
    }

    [Fact]
    public async Task RunOnce_store_fails_at_the_settlement_webhooks_are_handed_back_at_no_cost()
    {
        await using var rig = await ReceivedAsync(2);
        rig.Inbox.BeforeSettleWebhooks = HookedQueue.FailFirst(3);

        await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();

        await AssertHandedBackAsync(rig, 2);
    }

    [Fact]
    public async Task RunOnce_what_cannot_be_handed_back_comes_back_when_the_lease_ends()
    {
        await using var rig = await ReceivedAsync(2);
        rig.Inbox.BeforeSettleWebhooks = HookedQueue.FailFirst(5);
        await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();
        (await rig.Inbox.ClaimWebhooksAsync(All, default)).Webhooks.Should().BeEmpty();

        rig.App.Advance(All.Lease);

        (await rig.Inbox.ClaimWebhooksAsync(All, default)).Webhooks.Select(w => (w.Attempt, w.Deaths)).Should().Equal((2, 1), (2, 1));
    }

    [Fact]
    public async Task RunOnce_webhook_of_which_the_store_refuses_a_message_holds_up_no_others_and_dies()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = await ReceivedAsync(3, handler);
        rig.Inbox.Refuses = m => m.ProviderMessageId == "wamid.1";

        await rig.App.RunOnceAsync();
        handler.Seen.Select(s => s.Text).Should().Equal("Hello 0", "Hello 2");
        await RunAsync(rig.App, rounds: 60);

        (await rig.DeadWebhooksAsync()).Should().ContainSingle().Which.Should().Match<DeadWebhook>(d => d.Attempts == 10 && d.Reason.Contains(nameof(StorageException)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunOnce_webhooks_the_store_refuses_alone_in_the_queue_die_in_the_end(int refused)
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        for (var i = 0; i < refused; i++)
        {
            await rig.ReceiveAsync("refused");
        }

        await RunAsync(rig.App, rounds: 20);
        (await rig.DeadWebhooksAsync()).Should().BeEmpty();
        await rig.App.RunOnceAsync();
        rig.App.Log.Of("NOTIFY_WEBHOOK_FAILED").Should().HaveCount(refused, "the store took them back twenty times: it is there");

        await RunAsync(rig.App, rounds: 12);

        (await rig.DeadWebhooksAsync()).Should().HaveCount(refused);
        (await rig.App.Store.Inbound.CountAsync(default)).Webhooks.Should().Be(0);
    }

    [Theory]
    [InlineData(1, 35)]
    [InlineData(4, 50)]
    public async Task RunOnce_by_another_process_each_time_webhooks_the_store_refuses_die_in_the_end(int refused, int runs)
    {
        await using var rig = new InboxRig();
        for (var i = 0; i < refused; i++)
        {
            await rig.ReceiveAsync("refused");
        }

        await RunAnewAsync(rig, runs);

        (await rig.DeadWebhooksAsync()).Should().HaveCount(refused).And.OnlyContain(d => d.Attempts == 10);
    }

    [Fact]
    public async Task RunOnce_by_another_process_each_time_webhooks_the_store_refuses_hold_up_no_others()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig();
        for (var i = 0; i < 7; i++)
        {
            await rig.ReceiveAsync("refused");
        }

        await rig.ReceiveAsync("text wamid.1 +250788000001 Hello");

        await RunAnewAsync(rig, 3, handler);

        handler.Seen.Should().ContainSingle();
    }

    private static async Task RunAnewAsync(InboxRig rig, int runs, IInboundHandler? handler = null)
    {
        for (var i = 0; i < runs; i++)
        {
            await using var app = new InboxRig(handler, store: rig.App.Store).App;
            await RunAsync(app, rounds: 1);
        }
    }

    private static async Task<InboxRig> ReceivedAsync(int webhooks, IInboundHandler? handler = null)
    {
        var rig = new InboxRig(handler, configure: n => n.AddWorker());
        for (var i = 0; i < webhooks; i++)
        {
            await rig.ReceiveAsync($"text wamid.{i} +25078800000{i} Hello {i}");
        }

        return rig;
    }

    private static async Task AssertHandedBackAsync(InboxRig rig, int webhooks)
    {
        rig.Inbox.BeforeSettleWebhooks = () => Task.CompletedTask;
        (await rig.Inbox.ClaimWebhooksAsync(All, default)).Webhooks.Select(w => (w.Attempt, w.Deaths)).Should().Equal(Enumerable.Repeat((1, 0), webhooks));
    }

    private static async Task RunAsync(TestApp app, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            try
            {
                await app.RunOnceAsync();
            }
            catch (StorageException)
            {
            }

            app.Advance(TimeSpan.FromMinutes(15));
        }
    }
}
