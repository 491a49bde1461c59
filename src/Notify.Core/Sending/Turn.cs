namespace Notify.Sending;

/// <summary>When the messages of a slice may leave: the first at a time, each next one an interval later. The default is at once.</summary>
/// <param name="StartsAt">The first one's time, as a timestamp of the clock.</param>
/// <param name="Interval">Between two messages.</param>
internal readonly record struct Turn(long StartsAt, TimeSpan Interval)
{
    /// <summary>How far away it was, where it could not be taken; null where it was.</summary>
    public TimeSpan? Missed { get; init; }

    public static Turn In(TimeSpan wait, TimeSpan interval, TimeProvider time) =>
        new(time.GetTimestamp() + (long)Math.Ceiling(wait.TotalSeconds * time.TimestampFrequency), interval);

    /// <summary>How long until a message may leave; not positive once it may.</summary>
    public TimeSpan Left(int index, TimeProvider time) => (index * Interval) - time.GetElapsedTime(StartsAt);

    /// <summary>How long until the first one may leave.</summary>
    public TimeSpan Ahead(TimeProvider time) => Interval > TimeSpan.Zero && Left(0, time) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Returns once a message may leave, or on cancellation, which it does not throw.</summary>
    public async ValueTask WaitAsync(int index, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Interval == TimeSpan.Zero)
        {
            return;
        }

        // Timers count in whole milliseconds, cut off.
        while (Left(index, time) is var left && left > TimeSpan.Zero && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
