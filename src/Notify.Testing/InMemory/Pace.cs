namespace Notify.Testing.InMemory;

/// <summary>An account's next free place, and the pace it was last asked for with.</summary>
internal readonly record struct Pace(DateTimeOffset NextAt, int PerSecond);
