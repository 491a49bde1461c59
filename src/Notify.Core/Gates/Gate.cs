namespace Notify.Gates;

/// <summary>A closed scope.</summary>
/// <param name="Scope">What it closes.</param>
/// <param name="Source">Who closed it: <c>operator</c> or <c>provider</c>. Both may close the same scope; each opens its own.</param>
/// <param name="Reason">Why.</param>
/// <param name="ClosedAt">Since when.</param>
/// <param name="Until">Until when; null until it is opened.</param>
public sealed record Gate(GateScope Scope, string Source, string Reason, DateTimeOffset ClosedAt, DateTimeOffset? Until);
