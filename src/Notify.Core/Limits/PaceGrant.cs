namespace Notify.Limits;

/// <summary>Reserved places.</summary>
/// <param name="Wait">How long from the store's time now to the first one; zero for at once.</param>
/// <param name="NextAt">The next free place after them, by the store's clock: the token to give them back with.</param>
public readonly record struct PaceGrant(TimeSpan Wait, DateTimeOffset NextAt);
