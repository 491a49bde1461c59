using Notify.Testing.Time;

namespace Notify.Testing;

/// <summary>A clock for tests that stands still until it is told to move. Thread-safe.</summary>
/// <remarks>
/// It ticks in steps of 100 ns. Timers fire inside <see cref="Advance"/>, on its thread, in the order of their due times (those due together in the order
/// in which they were set), each with the clock standing at its own due time.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    /// <summary>Where the clock starts unless told otherwise: 1 June 2026, 12:00 UTC.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly TimerQueue _timers = new();
    private DateTimeOffset _utcNow;
    private long _elapsed;

    /// <summary>Makes a clock that stands at a time.</summary>
    /// <param name="start">The time; <see cref="DefaultStart"/> where it is left out.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) => _utcNow = (start ?? DefaultStart).ToUniversalTime();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are set and not yet due; lets a test wait until the code under test waits.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _utcNow;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed;
        }
    }

    /// <summary>Lets time pass: clock and timestamps move on, and timers that come due fire before it returns.</summary>
    /// <param name="by">How far; not negative. Zero fires what is due now.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long end;
        lock (_lock)
        {
            end = _elapsed + by.Ticks;
        }
        while (MoveToNext(end) is { } due)
        {
            due.Fire();
        }
    }

    /// <summary>
    /// Sets the wall clock, backwards too, as when somebody corrects a computer's clock. No time passes: timestamps stay and no timer fires.
    /// </summary>
    /// <param name="value">The new time.</param>
    public void SetUtcNow(DateTimeOffset value)
    {
        lock (_lock)
        {
            _utcNow = value.ToUniversalTime();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        Schedule(timer, dueTime, period);
        return timer;
    }

    internal bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        CheckTimerSpan(dueTime, nameof(dueTime));
        CheckTimerSpan(period, nameof(period));
        lock (_lock)
        {
            return _timers.Set(timer, _elapsed, dueTime, period);
        }
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    // Steps to the first timer due by then; where there is none, to the end.
    private ManualTimer? MoveToNext(long end)
    {
        lock (_lock)
        {
            var due = _timers.TakeDue(end, out var at);
            var target = Math.Max(due is null ? end : at, _elapsed);
            _utcNow += TimeSpan.FromTicks(target - _elapsed);
            _elapsed = target;
            return due;
        }
    }

    private static void CheckTimerSpan(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, value, "Give a span of zero or more, or Timeout.InfiniteTimeSpan.");
        }
    }
}
