namespace Notify.Limits;

/// <summary>Places taken at one time.</summary>
/// <param name="At">When, in ticks (UTC).</param>
/// <param name="Count">How many.</param>
public readonly record struct GrantEntry(long At, int Count);
