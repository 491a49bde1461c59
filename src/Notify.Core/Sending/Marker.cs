using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;

namespace Notify.Sending;

/// <summary>Stage 5, first half: marks a slice as being sent and keeps what may be.</summary>
internal sealed class Marker(IDeliveryQueue queue, ILogger<Marker> logger)
{
    /// <summary>Those that may be sent now, and those that may not and must get their limits back.</summary>
    public async Task<(List<WorkItem> Marked, List<WorkItem> Dropped)> MarkAsync(long lease, IReadOnlyList<WorkItem> slice, CancellationToken cancellationToken)
    {
        var marks = await queue.MarkAsync(lease, [.. slice.Select(i => new MarkItem(i.Delivery.Id, i.Note))], cancellationToken).ConfigureAwait(false);
        var marked = new List<WorkItem>(slice.Count);
        var dropped = new List<WorkItem>();
        for (var i = 0; i < slice.Count; i++)
        {
            var item = slice[i];
            item.Mark = marks[i];
            (marks[i].Status == MarkStatus.Marked ? marked : dropped).Add(item);
            if (marks[i].Status == MarkStatus.Expired)
            {
                logger.Expired(item.Delivery.Id, item.Delivery.Flow.Tenant, item.Delivery.Flow.Template, item.Delivery.CorrelationId);
            }
        }

        return (marked, dropped);
    }
}
