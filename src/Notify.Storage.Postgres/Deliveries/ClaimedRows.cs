using Notify.Deliveries;
using Notify.Storage.Postgres.Flows;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>What a claim took, on its way to a batch.</summary>
internal sealed class ClaimedRows
{
    private readonly List<ClaimedRow> _rows = [];

    public long Lease { get; set; }

    public DateTimeOffset Now { get; set; }

    public void Add(ClaimedRow row) => _rows.Add(row);

    /// <summary>The batch, by lane, then due time, then as they were stored.</summary>
    public async Task<ClaimedBatch> ToBatchAsync(FlowCache flows, CancellationToken cancellationToken)
    {
        var met = _rows.Select(r => r.FlowId).Distinct().ToList();
        var keys = await flows.GetAsync(met, cancellationToken).ConfigureAwait(false);
        var byId = met.Zip(keys).ToDictionary(p => p.First, p => p.Second);
        _rows.Sort((one, other) => (byId[one.FlowId].Priority, one.ReadyAt, one.Number).CompareTo((byId[other.FlowId].Priority, other.ReadyAt, other.Number)));
        return new ClaimedBatch(Lease, Now, _rows.ConvertAll(r => r.WithFlow(byId[r.FlowId])));
    }
}
