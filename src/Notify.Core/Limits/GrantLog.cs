using System.Runtime.InteropServices;

namespace Notify.Limits;

/// <summary>
/// When the places of one key were taken, oldest first: an exact sliding log, for stores that write an <see cref="IRateLimiter"/>. Places taken at the same
/// time are one entry, so a batch of a thousand is one. Times are the store's, in ticks. Not thread-safe.
/// </summary>
public sealed class GrantLog
{
    private readonly List<GrantEntry> _granted = [];

    // Refused in this batch, with the time each was told: the next one refused is told of the place after theirs.
    private readonly List<GrantEntry> _promised = [];

    /// <summary>What is granted, oldest first.</summary>
    public IReadOnlyList<GrantEntry> Granted => _granted;

    /// <summary>The longest window it was asked about, in ticks.</summary>
    public long Window { get; private set; }

    /// <summary>The limit it was last asked about.</summary>
    public int Limit { get; private set; }

    /// <summary>When nothing of it counts any more; 0 for never anything.</summary>
    public long IdleAt => _granted.Count == 0 ? 0 : _granted[^1].At + Window;

    /// <summary>Whether it must be written.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>A log as it was stored.</summary>
    /// <param name="entries">The entries, oldest first.</param>
    /// <param name="window">The longest window it was asked about, in ticks.</param>
    public static GrantLog Of(IEnumerable<GrantEntry> entries, long window)
    {
        var log = new GrantLog { Window = window };
        log._granted.AddRange(entries);
        return log;
    }

    /// <summary>Drops what no window holds any more.</summary>
    public void Prune(long now) => _granted.RemoveAll(entry => entry.At <= now - Window);

    /// <summary>Whether so many more fit in the window that ends now.</summary>
    internal bool HasRoom(int cost, int limit, long window, long now)
    {
        Limit = limit;
        return Used(window, now) + cost <= limit;
    }

    internal void Take(int cost, long window, long now)
    {
        Window = Math.Max(Window, window);
        IsChanged = true;

        // A clock set back must not put entries out of order.
        var at = _granted.Count == 0 ? now : Math.Max(now, _granted[^1].At);
        Append(_granted, at, cost);
    }

    /// <summary>When so many would fit, after all that was refused before in this batch.</summary>
    internal long Promise(int cost, int limit, long window, long now)
    {
        var line = _granted.Where(entry => entry.At > now - window).Concat(_promised).ToList();
        var mustGo = line.Sum(entry => (long)entry.Count) + cost - limit;
        var at = now;
        foreach (var entry in line)
        {
            if (mustGo <= 0)
            {
                break;
            }

            mustGo -= entry.Count;
            at = entry.At;
        }

        var until = Math.Max(now, at + window);
        Append(_promised, until, cost);
        return until;
    }

    /// <summary>Gives places back that were taken at a time.</summary>
    internal void Return(int cost, long at)
    {
        foreach (ref var entry in CollectionsMarshal.AsSpan(_granted))
        {
            if (entry.At == at)
            {
                IsChanged = true;
                entry = entry with { Count = Math.Max(0, entry.Count - cost) };
            }
        }

        _granted.RemoveAll(static entry => entry.Count == 0);
    }

    private static void Append(List<GrantEntry> entries, long at, int count)
    {
        if (entries.Count > 0 && entries[^1].At == at)
        {
            count += entries[^1].Count;
            entries.RemoveAt(entries.Count - 1);
        }

        entries.Add(new GrantEntry(at, count));
    }

    private long Used(long window, long now)
    {
        var used = 0L;
        for (var i = _granted.Count - 1; i >= 0 && _granted[i].At > now - window; i--)
        {
            used += _granted[i].Count;
        }

        return used;
    }
}
