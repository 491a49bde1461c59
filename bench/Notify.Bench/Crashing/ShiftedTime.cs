namespace Notify.Bench.Crashing;

/// <summary>A wall clock that is wrong. Timers run as they should.</summary>
internal sealed class ShiftedTime(TimeSpan off) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + off;
}
