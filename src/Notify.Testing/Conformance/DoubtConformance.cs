using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.RecoverAsync"/> promises of deliveries in doubt: settled as <see cref="ReceiptWindow"/> says, no other way.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class DoubtConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly UnconfirmedPolicy Never = Work.Auto with { Action = UnconfirmedAction.Never };
    private static readonly UnconfirmedPolicy Resend = Work.Auto with { Action = UnconfirmedAction.Resend };

    [Fact]
    public async Task Doubt_of_an_account_never_heard_of_stays()
    {
        var id = await Work.InDoubtAsync();
        await Work.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(default, await Work.RecoverAsync());

        Assert.Equal(DeliveryState.Unconfirmed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_is_sent_again_once_webhooks_came_for_the_whole_window_without_it()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        await Work.WebhooksComeForAsync(Work.Window - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);

        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Work.WebhookArrivesAsync();

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Queued, Reasons.WindowOver, 1), (record.State, record.Reason, record.Attempts));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "queued", Reason: Reasons.WindowOver, By: "maintenance" });
        Assert.Equal(2, (await Work.SendAsync(id)).Send);
    }

    [Fact]
    public async Task Doubt_stays_while_no_webhook_comes_however_long()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        await Work.AdvanceAsync(TimeSpan.FromDays(2));

        await Work.RecoverAsync();

        Assert.Equal(DeliveryState.Unconfirmed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_window_starts_again_after_an_outage_of_webhooks()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        await Work.AdvanceAsync(ReceiptWindow.Gap + TimeSpan.FromMinutes(10));
        await Work.WebhookArrivesAsync();
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);
        await Work.WebhooksComeForAsync(Work.Window - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);

        await Work.WebhooksComeForAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_listens_to_webhooks_of_its_own_account_and_channel_only()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        for (var i = 0; i < 8; i++)
        {
            await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
            await Work.WebhookArrivesAsync("second");
            await Work.WebhookArrivesAsync(channel: Channel.Sms);
        }

        await Work.RecoverAsync();

        Assert.Equal(DeliveryState.Unconfirmed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_with_never_stays_whatever_comes()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        await Work.WebhooksComeForAsync(Work.Window * 3);

        Assert.Equal(default, await Work.RecoverAsync(Never));

        Assert.Equal(DeliveryState.Unconfirmed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_with_resend_is_sent_again_by_the_clock_where_no_webhook_ever_came()
    {
        var id = await Work.InDoubtAsync();
        await Work.AdvanceAsync(Work.Window - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await Work.RecoverAsync(Resend)).Requeued);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await Work.RecoverAsync(Resend)).Requeued);

        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_about_a_dead_workers_send_waits_for_the_whole_window()
    {
        var (id, _, _) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync(Resend);
        await Work.AdvanceAsync(Work.Window - TimeSpan.FromSeconds(2));
        Assert.Equal(default, await Work.RecoverAsync(Resend));

        await Work.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(1, (await Work.RecoverAsync(Resend)).Requeued);
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_with_an_unknown_outcome_is_settled_the_same_way()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.SettleAsync(lease, Settlement.Unconfirmed(id, send, "timeout", null));
        await Work.AdvanceAsync(Work.Window);

        Assert.Equal(1, (await Work.RecoverAsync(Resend)).Requeued);
        Assert.Equal(2, (await Work.SendAsync(id)).Send);
    }

    [Fact]
    public async Task Doubt_follows_its_templates_own_policy()
    {
        var code = await Work.InDoubtAsync("code");
        var order = await Work.InDoubtAsync("order_paid");
        await Work.AdvanceAsync(Work.Window);
        var request = new RecoveryRequest(100, Never, new Dictionary<(string?, Channel, string), UnconfirmedPolicy> { [(null, Channel.WhatsApp, "code")] = Resend });

        Assert.Equal(1, (await Store.Queue.RecoverAsync(request, default)).Requeued);

        Assert.Equal((DeliveryState.Queued, DeliveryState.Unconfirmed), (await Work.StateAsync(code), await Work.StateAsync(order)));
    }

    [Fact]
    public async Task Doubt_follows_no_other_tenants_policy()
    {
        var id = await Work.InDoubtAsync("code");
        await Work.AdvanceAsync(Work.Window);
        var request = new RecoveryRequest(100, Never, new Dictionary<(string?, Channel, string), UnconfirmedPolicy>
        {
            [("another", Channel.WhatsApp, "code")] = Resend,
            [(null, Channel.Sms, "code")] = Resend,
        });

        Assert.Equal(0, (await Store.Queue.RecoverAsync(request, default)).Requeued);

        Assert.Equal(DeliveryState.Unconfirmed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_with_no_attempts_left_fails()
    {
        var id = await Work.InDoubtAsync();
        await Work.AdvanceAsync(Work.Window);

        var report = await Work.RecoverAsync(Resend with { MaxAttempts = 1 });

        Assert.Equal((0, 1), (report.Requeued, report.Failed));
        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Failed, Reasons.AttemptsExhausted), (record.State, record.Reason));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "failed", Reason: Reasons.AttemptsExhausted, By: "maintenance" });
    }

    [Fact]
    public async Task Doubt_of_a_message_that_kills_its_worker_ends_as_a_dead_letter()
    {
        var policy = Resend with { Window = TimeSpan.Zero, MaxAttempts = 3 };
        var id = await Work.QueueAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await Work.SendAsync(id)).Send);
            await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
            await Work.RecoverAsync(policy);
            await Work.RecoverAsync(policy);
        }

        Assert.Equal(DeliveryState.Failed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_proven_by_a_receipt_is_not_sent_again()
    {
        var id = await Work.InDoubtAsync();
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent);
        await Work.WebhooksComeForAsync(Work.Window * 2);

        Assert.Equal(default, await Work.RecoverAsync(Resend));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Doubt_that_stays_does_not_hide_what_is_behind_it()
    {
        for (var i = 0; i < 5; i++)
        {
            await Work.InDoubtAsync("order_paid");
        }

        var code = await Work.InDoubtAsync("code");
        await Work.AdvanceAsync(Work.Window);
        var byTemplate = new Dictionary<(string?, Channel, string), UnconfirmedPolicy> { [(null, Channel.WhatsApp, "code")] = Resend };

        await Work.RecoverAllAsync(new RecoveryRequest(2, Never, byTemplate));

        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(code));
    }
}
