namespace Notify.Bench.Segmenting;

/// <summary>What one round gave.</summary>
/// <param name="PerSecond">Texts a second.</param>
/// <param name="BytesEach">Bytes allocated for each.</param>
internal sealed record SegmentsRate(double PerSecond, double BytesEach);
