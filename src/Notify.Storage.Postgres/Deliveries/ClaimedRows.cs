using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>What a claim took, on its way to a batch.</summary>
internal sealed class ClaimedRows(int capacity)
{
    private readonly List<ClaimedRow> _rows = new(capacity);

    public long Lease { get; set; }

    public DateTimeOffset Now { get; set; }

    public void Add(in ClaimedRow row) => _rows.Add(row);

    /// <summary>The batch, by lane, then due time, then as they were stored.</summary>
    public ClaimedBatch ToBatch()
    {
        _rows.Sort(Compare);
        return new ClaimedBatch(Lease, Now, _rows.ConvertAll(static r => r.Delivery));
    }

    private static int Compare(ClaimedRow one, ClaimedRow other)
    {
        var byLane = one.Delivery.Flow.Priority - other.Delivery.Flow.Priority;
        if (byLane != 0)
        {
            return byLane;
        }

        var byTime = one.ReadyAt.Ticks.CompareTo(other.ReadyAt.Ticks);
        return byTime != 0 ? byTime : one.Number.CompareTo(other.Number);
    }
}
