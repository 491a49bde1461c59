using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>
/// When the places of one key were taken, oldest first: an exact sliding log. Places taken at the same time are one entry, so a batch of a thousand
/// costs twelve bytes. Times are the store's.
/// </summary>
internal sealed class GrantLog
{
    private const int EntryLength = sizeof(long) + sizeof(int);

    private readonly List<Entry> _granted = [];

    // Refused in this batch, with the time each was told: the next one refused is told of the place after theirs.
    private readonly List<Entry> _promised = [];
    private long _window;

    /// <summary>When nothing of it counts any more.</summary>
    public long IdleAt => _granted.Count == 0 ? 0 : _granted[^1].At + _window;

    /// <summary>The longest window it was asked about.</summary>
    public long Window => _window;

    public bool IsChanged { get; private set; }

    public static GrantLog Read(ReadOnlySpan<byte> bytes, long window)
    {
        var log = new GrantLog { _window = window };
        for (; bytes.Length >= EntryLength; bytes = bytes[EntryLength..])
        {
            log._granted.Add(new Entry(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(long)..])));
        }

        return log;
    }

    /// <summary>What is left of it at a time.</summary>
    public byte[] Write(long now)
    {
        _granted.RemoveAll(entry => entry.At <= now - _window);
        var bytes = new byte[_granted.Count * EntryLength];
        var rest = bytes.AsSpan();
        foreach (var entry in _granted)
        {
            BinaryPrimitives.WriteInt64BigEndian(rest, entry.At);
            BinaryPrimitives.WriteInt32BigEndian(rest[sizeof(long)..], entry.Count);
            rest = rest[EntryLength..];
        }

        return bytes;
    }

    /// <summary>Whether so many more fit in the window that ends now.</summary>
    public bool HasRoom(int cost, int limit, long window, long now) => Used(window, now) + cost <= limit;

    public void Take(int cost, long window, long now)
    {
        _window = Math.Max(_window, window);
        IsChanged = true;
        // A clock set back must not put entries out of order.
        var at = _granted.Count == 0 ? now : Math.Max(now, _granted[^1].At);
        Append(_granted, at, cost);
    }

    /// <summary>When so many would fit, after all that was refused before in this batch.</summary>
    public long Promise(int cost, int limit, long window, long now)
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
    public void Return(int cost, long at)
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

    private static void Append(List<Entry> entries, long at, int count)
    {
        if (entries.Count > 0 && entries[^1].At == at)
        {
            count += entries[^1].Count;
            entries.RemoveAt(entries.Count - 1);
        }

        entries.Add(new Entry(at, count));
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

    private readonly record struct Entry(long At, int Count);
}
