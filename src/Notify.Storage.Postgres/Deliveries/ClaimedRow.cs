using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A claimed delivery as read, its flow not looked up yet.</summary>
internal readonly record struct ClaimedRow(DateTime ReadyAt, long Number, int FlowId, ClaimedDelivery Delivery);
