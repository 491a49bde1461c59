using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>How many deliveries of a flow are in a state.</summary>
internal readonly record struct CountRow(int FlowId, DeliveryState State, long Count, DateTimeOffset? OldestDue);
