namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Who gives a command and what they say of it.</summary>
internal readonly record struct CommandBy(int ActorId, string? Detail);
