using Notify.Auditing;
using Notify.Deliveries;
using Xunit;

namespace Notify.Testing.Conformance.Support;

/// <content>Deliveries with a fallback.</content>
internal sealed partial class Work
{
    public static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    public static FlowKey SmsFlow(string tenant = Tenant) => Flow(tenant) with { Channel = Channel.Sms };

    /// <summary>A notification over WhatsApp that falls back to SMS, not yet stored.</summary>
    public async Task<NewNotification> NewPairAsync(
        TimeSpan? unsentAfter = null, Func<NewDelivery, NewDelivery>? change = null, Func<NewDelivery, NewDelivery>? changeHeld = null, TimeSpan? after = null)
    {
        var notification = await NewAsync(change: change);
        var primary = notification.Deliveries[0];
        var held = primary with { Id = Ids.Delivery(notification.Id, 2), Flow = SmsFlow(), State = DeliveryState.Held };
        return notification with
        {
            Deliveries = [primary with { Fallback = new FallbackRule(held.Id, after ?? After, unsentAfter) }, changeHeld is null ? held : changeHeld(held)],
        };
    }

    public async Task<Pair> QueuePairAsync(
        TimeSpan? unsentAfter = null, Func<NewDelivery, NewDelivery>? change = null, Func<NewDelivery, NewDelivery>? changeHeld = null, TimeSpan? after = null)
    {
        var notification = await NewPairAsync(unsentAfter, change, changeHeld, after);
        await Store.Queue.EnqueueAsync([notification], null, default);
        return new Pair(notification.Deliveries[0].Id, notification.Deliveries[1].Id);
    }

    /// <summary>A pair whose first delivery is marked.</summary>
    public async Task<(Pair Pair, Marked Marked)> SendingPairAsync(TimeSpan? unsentAfter = null)
    {
        var pair = await QueuePairAsync(unsentAfter);
        return (pair, await SendAsync(pair.Primary));
    }

    /// <summary>A pair whose first delivery the provider has accepted.</summary>
    public async Task<Pair> SentPairAsync()
    {
        var (pair, marked) = await SendingPairAsync();
        await SettleAsync(marked.Lease, Settlement.Sent(pair.Primary, marked.Send, "wamid.1"));
        return pair;
    }

    public async Task AssertAsync(Pair pair, DeliveryState primary, DeliveryState held, string? heldReason = null)
    {
        var records = await Store.Log.GetAsync([pair.Primary, pair.Held], default);
        Assert.Equal((primary, held), (records[pair.Primary].State, records[pair.Held].State));
        if (heldReason is not null)
        {
            Assert.Equal(heldReason, records[pair.Held].Reason);
            Assert.Equal((AuditEvents.Of(held), heldReason), (await TrailOfAsync(pair.Held)).Select(e => (e.Event, e.Reason)).Last());
        }
    }

    /// <summary>The trail of one delivery of a notification.</summary>
    public async Task<IReadOnlyList<AuditEntry>> TrailOfAsync(Guid id) => [.. (await TrailAsync(id)).Where(e => e.DeliveryId == id)];
}
