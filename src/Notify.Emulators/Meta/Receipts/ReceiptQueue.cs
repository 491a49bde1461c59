namespace Notify.Emulators.Meta.Receipts;

/// <summary>Receipts and other notices that wait for their time, are due, or are under way. Thread-safe.</summary>
internal sealed class ReceiptQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Notice, (long Due, long Order)> _waiting = new();
    private readonly Queue<Notice> _ready = new();
    private long _order;
    private long _clearedUpTo;
    private int _taken;

    /// <summary>Receipts that were not acknowledged yet.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count + _ready.Count + _taken;
            }
        }
    }

    /// <summary>Adds one; true when it is the next that falls due.</summary>
    public bool Add(Notice notice, DateTimeOffset due)
    {
        lock (_gate)
        {
            _waiting.Enqueue(notice, (due.UtcTicks, _order++));
            return ReferenceEquals(_waiting.Peek(), notice);
        }
    }

    /// <summary>Moves what is due to the ready ones, and tells what that was.</summary>
    public IReadOnlyList<Notice> Promote(DateTimeOffset now)
    {
        var due = new List<Notice>();
        lock (_gate)
        {
            while (_waiting.TryPeek(out var notice, out var time) && time.Due <= now.UtcTicks)
            {
                _waiting.Dequeue();
                _ready.Enqueue(notice);
                due.Add(notice);
            }
        }

        return due;
    }

    /// <summary>Takes ready ones; each has to be settled or returned.</summary>
    public IReadOnlyList<Notice> Take(int most)
    {
        var taken = new List<Notice>();
        lock (_gate)
        {
            while (taken.Count < most && _ready.TryDequeue(out var notice))
            {
                taken.Add(notice);
            }

            _taken += taken.Count;
        }

        return taken;
    }

    public void Settle(IReadOnlyList<Notice> notices)
    {
        lock (_gate)
        {
            _taken -= notices.Count;
        }
    }

    public void Return(IReadOnlyList<Notice> notices, DateTimeOffset due)
    {
        lock (_gate)
        {
            _taken -= notices.Count;
            foreach (var notice in notices.Where(Alive))
            {
                _waiting.Enqueue(notice, (due.UtcTicks, _order++));
            }
        }
    }

    /// <summary>When to look again: null when nothing waits.</summary>
    public DateTimeOffset? NextDue()
    {
        lock (_gate)
        {
            return _waiting.TryPeek(out _, out var time) ? new DateTimeOffset(time.Due, TimeSpan.Zero) : null;
        }
    }

    public bool HasReady()
    {
        lock (_gate)
        {
            return _ready.Count > 0;
        }
    }

    /// <summary>Forgets the receipts of messages up to a sequence number, also those under way should they fail.</summary>
    public void RemoveUpTo(long sequence)
    {
        lock (_gate)
        {
            _clearedUpTo = sequence;
            var waiting = _waiting.UnorderedItems.Where(item => Alive(item.Element)).ToArray();
            _waiting.Clear();
            _waiting.EnqueueRange(waiting);
            var ready = _ready.Where(Alive).ToArray();
            _ready.Clear();
            foreach (var notice in ready)
            {
                _ready.Enqueue(notice);
            }
        }
    }

    private bool Alive(Notice notice) => notice.Sequence > _clearedUpTo;
}
