namespace Notify.Testing.Time;

/// <summary>Timers by due time, then by the order in which they were set. Guarded by its owner's lock.</summary>
internal sealed class TimerQueue
{
    private readonly Dictionary<ManualTimer, Entry> _entries = [];
    private readonly SortedDictionary<(long At, long Order), ManualTimer> _byDue = [];
    private long _order;

    public int Count => _entries.Count;

    /// <returns>False where the timer is disposed.</returns>
    public bool Set(ManualTimer timer, long now, TimeSpan dueTime, TimeSpan period)
    {
        Remove(timer);
        if (timer.IsDisposed)
        {
            return false;
        }

        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Add(timer, now + dueTime.Ticks, period);
        }

        return true;
    }

    public void Remove(ManualTimer timer)
    {
        if (_entries.Remove(timer, out var entry))
        {
            _byDue.Remove((entry.At, entry.Order));
        }
    }

    /// <summary>Takes the first timer due by a time and sets it again where it is periodic.</summary>
    public ManualTimer? TakeDue(long until, out long at)
    {
        at = until;
        if (_byDue.Count == 0)
        {
            return null;
        }

        var (key, timer) = _byDue.First();
        if (key.At > until)
        {
            return null;
        }

        at = key.At;
        var period = _entries[timer].Period;
        Remove(timer);
        // A period of zero means once, as with the system's timers.
        if (period > TimeSpan.Zero)
        {
            Add(timer, at + period.Ticks, period);
        }

        return timer;
    }

    private void Add(ManualTimer timer, long at, TimeSpan period)
    {
        var entry = new Entry(at, ++_order, period);
        _entries[timer] = entry;
        _byDue[(entry.At, entry.Order)] = timer;
    }

    private readonly record struct Entry(long At, long Order, TimeSpan Period);
}
