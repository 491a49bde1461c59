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
        var keys = await flows.GetAsync([.. _rows.Select(r => r.FlowId)], cancellationToken).ConfigureAwait(false);
        var sorted = _rows.Zip(keys).OrderBy(p => p.Second.Priority).ThenBy(p => p.First.ReadyAt).ThenBy(p => p.First.Number);
        return new ClaimedBatch(Lease, Now, [.. sorted.Select(p => p.First.Delivery with { Flow = p.Second })]);
    }
}
