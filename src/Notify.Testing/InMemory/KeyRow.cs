namespace Notify.Testing.InMemory;

/// <summary>Who used an idempotency key first.</summary>
internal readonly record struct KeyRow(Guid NotificationId, long ContentHash, DateTimeOffset StoredAt);
