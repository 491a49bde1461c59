namespace Notify.Bench.Ceiling;

/// <summary>What a run of <c>ceiling</c> is made of.</summary>
internal sealed record CeilingOptions(string? Connection, int Deliveries, int Batch, int Loops);
