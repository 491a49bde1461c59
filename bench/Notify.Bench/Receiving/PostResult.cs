namespace Notify.Bench.Receiving;

/// <summary>What came of posting.</summary>
/// <param name="Milliseconds">How long each timed acknowledgement took.</param>
/// <param name="Refused">Statuses in bodies that were not answered 200, by their numbers.</param>
internal sealed record PostResult(double[] Milliseconds, IReadOnlyList<int> Refused);
