using System.Text;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Storage;

namespace Notify.Core.Tests.Inbox;

public sealed class IsolationTests
{
    private static readonly TimeSpan BeyondLease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 4)]
    [InlineData(2, 7)]
    public async Task RunOnce_message_that_kills_its_workers_dies_alone(int maxAttempts, int place)
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler, configure: n => n.Services.Configure<InboxOptions>(o => o.MaxAttempts = maxAttempts));
        rig.Inbox.IsKiller = m => Encoding.UTF8.GetString(m.Content.Span).Contains($"Hello {place}\"", StringComparison.Ordinal);
        await ReceiveAsync(rig, 12);
        for (var i = 0; i < 7; i++)
        {
            try
            {
                await rig.App.RunOnceAsync();
            }
            catch (StorageException)
            {
                rig.Inbox.Restart();
            }

            rig.App.Advance(BeyondLease);
        }

        var messages = await rig.MessagesAsync();
        messages.Where(m => m.State == InboxState.Dead).Should().ContainSingle().Which.Should().Match<InboundRecord>(m => m.ProviderMessageId == $"wamid.{place}" && m.Reason!.Contains("workers died"));
        messages.Count(m => m.State == InboxState.Done).Should().Be(11);
        handler.Seen.Max(s => s.Attempt).Should().BeLessThanOrEqualTo(maxAttempts);
    }

    [Fact]
    public async Task RunOnce_messages_that_only_fail_go_on_side_by_side()
    {
        var handler = new TestHandler((_, _) => throw new InvalidOperationException("broken"));
        await using var rig = new InboxRig(handler);
        await ReceiveAsync(rig, 8);
        for (var i = 0; i < 5; i++)
        {
            await rig.App.RunOnceAsync();
            rig.App.Advance(TimeSpan.FromMinutes(10));
        }

        handler.Seen.Should().HaveCount(40);
        rig.Inbox.Claimed.Should().Equal(8, 8, 8, 8, 8, 8);
    }

    [Fact]
    public async Task RunOnce_webhooks_that_only_fail_go_on_together()
    {
        await using var rig = new InboxRig();
        for (var i = 0; i < 4; i++)
        {
            await rig.ReceiveAsync("throw");
        }

        for (var i = 0; i < 10; i++)
        {
            await rig.App.RunOnceAsync();
            rig.App.Advance(TimeSpan.FromMinutes(15));
        }

        rig.Inbox.Claimed.Should().Equal(Enumerable.Repeat(4, 10));
        (await rig.DeadWebhooksAsync()).Should().HaveCount(4);
    }

    [Fact]
    public async Task RunOnce_webhooks_the_store_always_refuses_hold_up_no_others()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        for (var i = 0; i < 7; i++)
        {
            await rig.ReceiveAsync("refused");
        }

        await ReceiveAsync(rig, 3);
        for (var i = 0; i < 2; i++)
        {
            await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>("all that were tried are refused");
        }

        await rig.App.RunOnceAsync();

        handler.Seen.Select(s => s.Text).Should().BeEquivalentTo("Hello 0", "Hello 1", "Hello 2");
        rig.App.Log.Of("NOTIFY_WEBHOOK_FAILED").Should().HaveCount(7, "the store is there: it is they who fail");
    }

    [Fact]
    public async Task RunOnce_webhook_that_is_worked_on_alone_and_refused_lets_others_go_before_it()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync("refused");
        for (var i = 0; i < 4; i++)
        {
            await rig.App.Store.Inbox.ClaimWebhooksAsync(new InboxClaim(1, BeyondLease), default);
            rig.App.Advance(BeyondLease);
        }

        await ReceiveAsync(rig, 1);
        await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();

        await rig.App.RunOnceAsync();

        handler.Seen.Should().ContainSingle();
    }

    [Fact]
    public async Task Run_handler_that_never_returns_holds_up_only_its_own_message()
    {
        var never = new TaskCompletionSource<InboundResult>();
        var handler = new TestHandler((context, _) => context.Message.Content.Text == "Hello 0" ? never.Task : Task.FromResult(InboundResult.Handled));
        await using var rig = new InboxRig(handler);
        await ReceiveAsync(rig, 1);
        var (webhooks, messages) = (rig.App.Services.GetRequiredService<WebhookPump>(), rig.App.Services.GetRequiredService<MessagePump>());
        await webhooks.RunAsync(default);
        for (var i = 0; i < 4; i++)
        {
            await messages.RunAsync(default, default).WaitAsync(Patience);
            await UnderWayAsync(rig, handler).WaitAsync(Patience);
            rig.App.Advance(BeyondLease);
        }

        await rig.ReceiveAsync("text wamid.9 +250788000009 Hello 9");
        await webhooks.RunAsync(default);
        while (await messages.RunAsync(default, default).WaitAsync(Patience) > 0)
        {
            await UnderWayAsync(rig, handler).WaitAsync(Patience);
            rig.App.Advance(BeyondLease);
        }

        never.SetResult(InboundResult.Handled);
        await messages.DrainAsync();
        handler.Seen.Count(s => s.Text == "Hello 0").Should().Be(5);
        handler.Seen.Count(s => s.Text == "Hello 9").Should().Be(1);
    }

    // Handlers run beside the test: the clock may go on once what was claimed is with the handler that never returns, or settled.
    private static async Task UnderWayAsync(InboxRig rig, TestHandler handler)
    {
        while ((await rig.MessagesAsync()).Any(m => m is { State: InboxState.Waiting, Attempts: > 0 }
            && !(m.Read()!.Content.Text == "Hello 0" && handler.Seen.Count(s => s.Text == "Hello 0") == m.Attempts)))
        {
            await Task.Yield();
        }
    }

    private static async Task ReceiveAsync(InboxRig rig, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            await rig.ReceiveAsync($"text wamid.{i} +2507880000{i:00} Hello {i}");
        }
    }
}
