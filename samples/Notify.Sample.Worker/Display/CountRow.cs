namespace Notify.Sample.Worker.Display;

/// <summary>A row of a <see cref="CountTable"/>.</summary>
/// <param name="Name">What was counted.</param>
/// <param name="Counts">A count for each head.</param>
/// <param name="IsTotal">Whether it is the sum of the others, and stands apart.</param>
internal sealed record CountRow(string Name, IReadOnlyList<long> Counts, bool IsTotal = false);
