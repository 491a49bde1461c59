using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A delivery as it was read, with its flow's number.</summary>
internal readonly record struct RecordRow(int FlowId, DeliveryRecord Record);
