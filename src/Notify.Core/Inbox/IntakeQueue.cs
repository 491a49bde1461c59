namespace Notify.Inbox;

/// <summary>Webhooks that wait for the next commit: bounded by number and by bytes. Thread-safe.</summary>
internal sealed class IntakeQueue
{
    public const int MostWebhooks = 10_000;
    public const long MostBytes = 128 * 1024 * 1024;

    private const int MostTogether = 500;
    private const long MostBytesTogether = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<IntakeItem> _waiting = new();
    private long _bytes;
    private bool _isTaken;

    /// <summary>Lets one wait.</summary>
    /// <param name="item">It.</param>
    /// <param name="isFirst">Whether nobody takes from the queue now: the caller begins to.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryAdd(IntakeItem item, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = false;
            if (_waiting.Count >= MostWebhooks || (_waiting.Count > 0 && _bytes + item.Bytes > MostBytes))
            {
                return false;
            }

            _waiting.Enqueue(item);
            _bytes += item.Bytes;
            (isFirst, _isTaken) = (!_isTaken, true);
            return true;
        }
    }

    /// <summary>The next to be committed together, in the order in which they came; empty when nothing waits, and then nobody takes any more.</summary>
    public List<IntakeItem> Take()
    {
        lock (_lock)
        {
            var group = new List<IntakeItem>(Math.Min(_waiting.Count, MostTogether));
            var bytes = 0L;
            while (group.Count < MostTogether && _waiting.TryPeek(out var next) && (group.Count == 0 || bytes + next.Bytes <= MostBytesTogether))
            {
                group.Add(_waiting.Dequeue());
                bytes += next.Bytes;
            }

            _bytes -= bytes;
            _isTaken = group.Count > 0;
            return group;
        }
    }

    /// <summary>All that wait; they do not any more.</summary>
    public List<IntakeItem> Clear()
    {
        lock (_lock)
        {
            List<IntakeItem> all = [.. _waiting];
            _waiting.Clear();
            _bytes = 0;
            return all;
        }
    }
}
