namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A delivery's id and the time that tells its partition.</summary>
internal readonly record struct StoredId(Guid Id, DateTime QueuedAt);
