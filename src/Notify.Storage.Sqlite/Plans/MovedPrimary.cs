using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Plans;

/// <summary>What a delivery with a fallback has come to in an operation, and since when delivery may be waited for.</summary>
internal readonly record struct MovedPrimary(Guid Id, DeliveryState State, string? Reason, long AwaitsSince);
