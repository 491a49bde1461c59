using Notify.Deliveries;

namespace Notify.Sessions;

/// <summary>A session's summary, and where it stands on each channel.</summary>
/// <param name="NotificationId">The notification that carries it.</param>
/// <param name="Deliveries">Its deliveries, one a channel; empty once retention has removed them.</param>
public sealed record SessionSummary(Guid NotificationId, IReadOnlyList<DeliveryRecord> Deliveries)
{
    /// <summary>Whether it was sent over a channel: a provider has accepted it, and has not reported since that it failed.</summary>
    /// <param name="channel">The channel.</param>
    public bool IsSent(Channel channel) =>
        Deliveries.Any(d => d.Flow.Channel == channel && d.State is (DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Read));
}
