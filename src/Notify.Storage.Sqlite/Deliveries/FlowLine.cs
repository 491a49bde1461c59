using Notify.Storage.Sqlite.Limits;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>The due rows of a flow, earliest first, read a few at a time.</summary>
internal sealed class FlowLine(ClaimTable table, long flowId, long now, PaceShare? share, bool hasQuota)
{
    private const int ReadAhead = 64;

    private readonly Queue<(long DueAt, long Row)> _rows = new();
    private bool _isRead;

    public long FlowId => flowId;

    /// <summary>What may be taken of the account, over all its flows; null for any number.</summary>
    public PaceShare? Share => share;

    public bool HasQuota => hasQuota;

    /// <summary>The first row. Reads on only once all that was read is taken, so no row comes twice.</summary>
    public bool TryPeek(out (long DueAt, long Row) first)
    {
        if (_rows.Count == 0 && !_isRead)
        {
            table.ReadDue(flowId, now, ReadAhead, _rows);
            _isRead = _rows.Count < ReadAhead;
        }

        return _rows.TryPeek(out first);
    }

    public void Dequeue() => _rows.Dequeue();
}
