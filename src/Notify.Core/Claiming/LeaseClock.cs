namespace Notify.Claiming;

/// <summary>How long a lease has left, on a monotonic clock started before the claim: a wrong wall clock changes nothing.</summary>
internal readonly struct LeaseClock(TimeProvider time, TimeSpan lease)
{
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>What is left.</summary>
    public TimeSpan Left => lease - time.GetElapsedTime(StartedAt);
}
