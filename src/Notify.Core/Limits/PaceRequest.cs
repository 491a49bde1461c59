namespace Notify.Limits;

/// <summary>Asks for places to send at.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account.</param>
/// <param name="PerSecond">Its pace: places a second, 1 to 10,000.</param>
/// <param name="Count">How many places, 1 or more.</param>
public readonly record struct PaceRequest(Channel Channel, string Account, int PerSecond, int Count);
