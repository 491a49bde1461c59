using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A claimed delivery as read. Its flow is null where it was not in memory yet.</summary>
internal readonly record struct ClaimedRow(DateTime ReadyAt, long Number, int FlowId, ClaimedDelivery Delivery);
