using Notify.Deliveries;

namespace Notify.Testing.Conformance.Support;

/// <content>Deliveries that have come to a certain point of their life.</content>
internal sealed partial class Work
{
    /// <summary>Sent, and the worker knows.</summary>
    public async Task<Guid> SentAsync()
    {
        var (id, lease, send) = await SendingAsync();
        await SettleAsync(lease, Settlement.Sent(id, send, $"wamid.{send}"));
        return id;
    }

    /// <summary>The send timed out.</summary>
    public async Task<Guid> InDoubtAsync(string template = "order_paid")
    {
        var (id, lease, send) = await SendingAsync(Flow(template: template));
        await SettleAsync(lease, Settlement.Unconfirmed(id, send, "timeout", null));
        return id;
    }

    /// <summary>The first send timed out, and a second one is due.</summary>
    public async Task<Guid> WaitingForResendAsync()
    {
        var id = await InDoubtAsync();
        await Store.Commands.RequeueAsync(Only(id), Command, default);
        return id;
    }

    /// <summary>One delivery in each state a worker or an operator can bring it to.</summary>
    public async Task<Dictionary<DeliveryState, Guid>> EveryStateAsync()
    {
        var states = new Dictionary<DeliveryState, Guid>();
        foreach (var state in new[] { DeliveryState.Sending, DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Unconfirmed })
        {
            var (id, lease, send) = await SendingAsync();
            states[state] = id;
            var settlement = state switch
            {
                DeliveryState.Sent => Settlement.Sent(id, send, null),
                DeliveryState.Failed => Settlement.Fail(id, send, Reasons.ProviderRejected, null, null),
                DeliveryState.Unconfirmed => Settlement.Unconfirmed(id, send, "timeout", null),
                _ => null,
            };
            if (settlement is not null)
            {
                await SettleAsync(lease, settlement);
            }
        }

        foreach (var state in new[] { DeliveryState.Expired, DeliveryState.Blocked, DeliveryState.Claimed })
        {
            var id = states[state] = await QueueAsync();
            var batch = await ClaimAsync();
            if (state != DeliveryState.Claimed)
            {
                await SettleAsync(batch.Lease, state == DeliveryState.Expired ? Settlement.Expire(id) : Settlement.Block(id, "no"));
            }
        }

        states[DeliveryState.Cancelled] = await QueueAsync();
        await Store.Commands.CancelAsync(Only(states[DeliveryState.Cancelled]), Command, default);
        states[DeliveryState.Queued] = await QueueAsync();
        return states;
    }
}
