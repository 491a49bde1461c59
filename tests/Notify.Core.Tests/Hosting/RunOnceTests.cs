using Notify.Inbound;
using Notify.Inbox;
using Notify.Plans;
using Notify.Storage;

namespace Notify.Core.Tests.Hosting;

/// <summary>A run on demand: no part of its work starves another.</summary>
public sealed class RunOnceTests
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task RunOnceAsync_store_refuses_a_webhook_messages_are_handled_deliveries_leave_and_the_failure_is_told()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync("text wamid.1 +250788000001 Hello");
        await rig.App.Services.GetRequiredService<Notify.Inbox.WebhookPump>().RunAsync(default);
        await rig.ReceiveAsync("refused");
        await rig.App.QueueAsync(A.Text());

        await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();

        handler.Seen.Should().ContainSingle();
        rig.App.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnceAsync_webhooks_without_end_hold_up_no_delivery()
    {
        await using var rig = new InboxRig();
        await rig.App.QueueAsync(A.Text());
        await rig.ReceiveAsync("ignored");
        var (received, sentAt) = (1, 0);
        rig.App.Sender.Otherwise(_ =>
        {
            sentAt = received;
            return Outcome.Accepted("1");
        });
        rig.Inbox.BeforeSettleWebhooks = async () =>
        {
            rig.App.Advance(Turn / 4);
            if (received < 100)
            {
                received++;
                await rig.ReceiveAsync("ignored");
            }
        };

        await rig.App.RunOnceAsync();

        sentAt.Should().BeInRange(1, 20);
        received.Should().Be(100, "what is left over is read in later turns");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunOnceAsync_handler_that_hangs_holds_up_no_delivery_and_no_fallback(int places)
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var sms = new ScriptedSender(Channel.Sms);
        var handler = new TestHandler(async (_, _) =>
        {
            begun.TrySetResult();
            await end.Task;
            return InboundResult.Handled;
        });
        await using var rig = new InboxRig(handler, configure: n => n.AddSender(sms).Services.Configure<InboxOptions>(o => o.Concurrency = places));
        var notification = A.Text();
        notification.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, 1.5 * Turn);
        await rig.App.QueueAsync(notification);
        await rig.App.RunOnceAsync();
        await rig.ReceiveAsync("text wamid.1 +250788000001 Hello");
        var running = rig.App.RunOnceAsync();
        await begun.Task.WaitAsync(Patience);

        var sent = sms.WaitForRequestsAsync(1);
        while (!sent.IsCompleted)
        {
            rig.App.Advance(Turn / 10);
            await Task.Yield();
        }

        running.IsCompleted.Should().BeFalse();
        sms.Requests.Should().ContainSingle();
        end.SetResult();
        await running.WaitAsync(Patience);
    }
}
