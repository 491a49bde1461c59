namespace Notify.Limits;

/// <summary>Gives reserved places back.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account.</param>
/// <param name="PerSecond">The pace they were reserved with.</param>
/// <param name="Count">How many, the last ones of the grant.</param>
/// <param name="NextAt">The <see cref="PaceGrant.NextAt"/> they were granted with.</param>
public readonly record struct PaceReturn(Channel Channel, string Account, int PerSecond, int Count, DateTimeOffset NextAt);
