namespace Notify.Bench.Ceiling;

/// <summary>What <c>ceiling</c> prints.</summary>
internal sealed record CeilingReport(int Deliveries, int Batch, int Loops, double DrainPerSecond, double DrainCpuMicros)
{
    public string Bench { get; } = "ceiling";
}
