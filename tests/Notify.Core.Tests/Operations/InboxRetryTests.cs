using Notify.Auditing;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Storage;

namespace Notify.Core.Tests.Operations;

public sealed class InboxRetryTests
{
    private static readonly CommandInfo Info = new("claire", "mended");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task RetryMessages_wakes_the_loops_of_messages_and_is_in_the_persons_trail()
    {
        var isBroken = true;
        await using var rig = new InboxRig(new TestHandler((_, _) => isBroken ? throw new InvalidOperationException("broken") : Task.FromResult(InboundResult.Handled)));
        await rig.ReceiveAsync("text wamid.1 +250788000001 Hello");
        for (var i = 0; i < 6; i++)
        {
            await rig.App.RunOnceAsync();
            rig.App.Advance(TimeSpan.FromMinutes(10));
        }

        var dead = (await rig.MessagesAsync()).Should().ContainSingle(m => m.State == InboxState.Dead).Which;
        isBroken = false;
        var woken = await AsleepAsync(rig, InboxWork.Messages);

        (await rig.App.Operations.RetryMessagesAsync(new InboundSelection(dead.Tenant), Info)).Should().Be(1);

        await woken.WaitAsync(Patience);
        var trail = await rig.App.Store.Log.TrailAsync(new TrailQuery(dead.Tenant) { ContactId = dead.ContactId }, default);
        trail.Should().ContainSingle(e => e.Event == AuditEvents.MessageRetried).Which.Should().Match<AuditEntry>(e => e.By == "claire" && e.Reason == "mended");
        await rig.App.RunOnceAsync();
        (await rig.MessagesAsync()).Should().ContainSingle().Which.State.Should().Be(InboxState.Done);
    }

    [Fact]
    public async Task RetryWebhooks_wakes_the_loops_of_webhooks()
    {
        await using var rig = new InboxRig();
        await rig.ReceiveAsync("text wamid.1 +250788000001 Hello");
        var batch = await rig.App.Store.Inbox.ClaimWebhooksAsync(new InboxClaim(10, TimeSpan.FromMinutes(1)), default);
        await rig.App.Store.Inbox.SettleWebhooksAsync(batch.Lease, [.. batch.Webhooks.Select(w => new WebhookSettlement(w.Number, InboxVerdict.Dead("broken")))], default);
        var dead = (await rig.DeadWebhooksAsync()).Should().ContainSingle().Which;
        var woken = await AsleepAsync(rig, InboxWork.Webhooks);

        (await rig.App.Operations.RetryWebhooksAsync([dead.Number], Info)).Should().Be(1);

        await woken.WaitAsync(Patience);
        await rig.App.RunOnceAsync();
        (await rig.MessagesAsync()).Should().ContainSingle();
    }

    // What pulsed before is taken first.
    private static async Task<Task> AsleepAsync(InboxRig rig, InboxWork work)
    {
        var signal = rig.App.Services.GetRequiredService<IInboxSignal>();
        await signal.WaitAsync(work, TimeSpan.Zero, default);
        var asleep = signal.WaitAsync(work, Day, default);
        asleep.IsCompleted.Should().BeFalse();
        return asleep;
    }
}
