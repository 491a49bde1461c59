using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A claimed delivery as read, and its place in line.</summary>
internal readonly record struct ClaimedRow(DateTime ReadyAt, long Number, ClaimedDelivery Delivery);
