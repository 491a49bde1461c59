using Notify.Deliveries;
using Notify.Explaining;
using Notify.Policies;

namespace Notify.AI.Tools;

/// <summary>Queues what every policy lets go now, and nothing else. The worker asks them again when it sends.</summary>
internal sealed class AgentSender(INotifier notifier, IDeliveryLog log)
{
    private const int MaxDeliveries = 10;

    /// <summary>Sends, or says why not.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="make">Makes the notification.</param>
    /// <param name="channels">Over which channels.</param>
    /// <param name="givenKey">The agent's own idempotency key; null for one made of what is sent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ToolResult> SendAsync(
        string tool, Func<Notification> make, IReadOnlyList<Channel> channels, string? givenKey, CancellationToken cancellationToken)
    {
        var notification = make();
        var key = AgentKeys.Of(tool, notification, givenKey);
        notification.Channels = Plan(channels);
        var explained = await notifier.ExplainAsync(notification, cancellationToken).ConfigureAwait(false);

        // What was sent before may be what fills the limit now.
        if (await log.FindByKeyAsync(notification.Tenant, key, cancellationToken).ConfigureAwait(false) is { } first)
        {
            return await AgainAsync(
                notification.Tenant,
                first,
                givenKey is null
                    ? "This very message was queued before; nothing was sent now."
                    : "A message was queued under this idempotency_key before; nothing was sent now. If this is another message, give another key.",
                cancellationToken).ConfigureAwait(false);
        }

        if (explained.Errors.Count > 0)
        {
            return ToolResult.Invalid([.. explained.Errors.Select(ToolError.Of).Distinct()]);
        }

        var decisions = explained.Deliveries.Select(Decision).ToList();
        var allowed = explained.Deliveries.Where(static d => d.Result.Kind == DecisionKind.Allow).Select(static d => d.Channel).ToArray();
        return allowed.Length == 0
            ? Refusal(explained.Deliveries[0].Result, decisions)
            : await QueueAsync(make(), key, allowed, decisions, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ToolResult> QueueAsync(
        Notification notification, string key, Channel[] channels, IReadOnlyList<ToolDecision> decisions, CancellationToken cancellationToken)
    {
        notification.Channels = Plan(channels);
        notification.IdempotencyKey = key;
        notification.CorrelationId = key;
        var queued = await notifier.QueueAsync(notification, cancellationToken).ConfigureAwait(false);
        return queued.Status switch
        {
            QueueStatus.Duplicate => await AgainAsync(
                notification.Tenant,
                queued.NotificationId,
                queued.ContentDiffers
                    ? "This idempotency_key was used for another message before; nothing was sent now. Give another key."
                    : "This very message was queued before; nothing was sent now.",
                cancellationToken).ConfigureAwait(false),
            QueueStatus.Blocked => Refusal(Policies.Decision.Block(Reasons.OptOut), decisions) with { NotificationId = queued.NotificationId },
            _ => new ToolResult(ToolStatus.Queued)
            {
                Message = $"Queued over {string.Join(" and ", channels.Select(static c => c.Name))}.",
                NotificationId = queued.NotificationId,
                Channels = decisions,
            },
        };
    }

    private static ChannelPlan Plan(IReadOnlyList<Channel> channels) =>
        channels.Skip(1).Aggregate(ChannelPlan.Of(channels[0]), static (plan, channel) => plan.And(channel));

    // The first one may have been stopped after it was queued: what became of it is told, so that nobody takes it for sent.
    private async Task<ToolResult> AgainAsync(string tenant, Guid notificationId, string message, CancellationToken cancellationToken)
    {
        var selection = new DeliverySelection(tenant) { NotificationId = notificationId };
        var first = (await log.PageAsync(selection, MaxDeliveries, null, cancellationToken).ConfigureAwait(false)).Deliveries.OrderBy(static d => d.Id).ToList();
        var states = string.Join("; ", first.Select(StateOf));
        var hasNotLeft = first.Count > 0 && first.All(static d => d is { Sends: 0, State: DeliveryState.Blocked or DeliveryState.Cancelled or DeliveryState.Expired });
        return new ToolResult(ToolStatus.AlreadyQueued)
        {
            Message = $"{message} The first one's state: {(states.Length == 0 ? "no longer kept" : states)}. "
                + (hasNotLeft ? "It never left. To send it once nothing stands against it, give another idempotency_key." : "To send it again on purpose, give another idempotency_key."),
            Reason = hasNotLeft ? first[0].Reason : null,
            NotificationId = notificationId,
        };
    }

#pragma warning disable CA1308 // Answers are written in lower case.
    private static string StateOf(DeliveryRecord delivery) =>
        $"{delivery.Flow.Channel.Name} {delivery.State.ToString().ToLowerInvariant()}{(delivery.Reason is { } reason ? $" ({reason})" : "")}";
#pragma warning restore CA1308

    private static ToolResult Refusal(Decision decision, IReadOnlyList<ToolDecision> decisions)
    {
        var until = Known(decision.Until);
        return new ToolResult(decision.Kind == DecisionKind.Defer ? ToolStatus.Deferred : ToolStatus.Blocked)
        {
            Message = $"Nothing was sent. {PolicyWords.Of(decision.Reason!)}{(decision.Kind != DecisionKind.Defer ? "" : until is null ? " Try again later." : " Try again then, not before.")}",
            Reason = decision.Reason,
            Until = until,
            Channels = decisions,
        };
    }

    private static ToolDecision Decision(DeliveryExplanation delivery)
    {
        var decision = delivery.Result;
#pragma warning disable CA1308 // Answers are written in lower case.
        return new ToolDecision(delivery.Channel.Name, decision.Kind.ToString().ToLowerInvariant(), decision.Reason, Known(decision.Until));
#pragma warning restore CA1308
    }

    // A gate somebody has to open has no end.
    private static DateTimeOffset? Known(DateTimeOffset? until) => until == DateTimeOffset.MaxValue ? null : until;
}
