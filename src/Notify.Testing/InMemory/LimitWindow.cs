using Notify.Limits;

namespace Notify.Testing.InMemory;

/// <summary>The places taken in one sliding window, oldest first. A place taken at a time is free again one window later.</summary>
internal sealed class LimitWindow(TimeSpan length)
{
    private readonly List<DateTimeOffset> _taken = [];

    public bool HasRoom(LimitCharge charge, DateTimeOffset now)
    {
        _taken.RemoveAll(at => at + length <= now);
        return _taken.Count + Math.Max(charge.Cost, 1) <= charge.Limit;
    }

    public void Take(DateTimeOffset now, int cost) => _taken.AddRange(Enumerable.Repeat(now, cost));

    public void GiveBack(DateTimeOffset takenAt, int cost)
    {
        while (cost-- > 0 && _taken.Remove(takenAt))
        {
        }
    }

    /// <summary>When there will be room, if those who wait already each take their places as soon as they can.</summary>
    public DateTimeOffset FreeAt(LimitCharge charge, List<DateTimeOffset> waiting, DateTimeOffset now)
    {
        var needed = Math.Max(charge.Cost, 1);
        if (needed > charge.Limit)
        {
            return now + length;
        }

        // At most (limit - needed) places may be left in the window: the one before those must have gone.
        var all = _taken.Count + waiting.Count;
        var last = all - (charge.Limit - needed) - 1;
        var free = (last < _taken.Count ? _taken[last] : waiting[last - _taken.Count]) + length;
        waiting.AddRange(Enumerable.Repeat(free, charge.Cost));
        return free;
    }
}
