using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Flows;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>What is due, flow by flow.</summary>
internal sealed class ClaimTable(Connection connection, FlowTable flows, CountTable counts, AuditTable audit)
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/claim");

    private readonly Statement _nextFlow = connection.Prepare(Sql["next_flow"]);
    private readonly Statement _due = connection.Prepare(Sql["due"]);
    private readonly Statement _read = connection.Prepare(Sql["read"]);
    private readonly Statement _take = connection.Prepare(Sql["take"]);

    /// <summary>The flows with something due. Steps from flow to flow, whatever the number of rows in each.</summary>
    public IReadOnlyList<long> DueFlows(long now)
    {
        var due = new List<long>();
        var last = 0L;
        while (_nextFlow.Bind(1, last).Step())
        {
            last = _nextFlow.Number(0);
            if (_nextFlow.Number(1) <= now)
            {
                due.Add(last);
            }

            _nextFlow.Reset();
        }

        return due;
    }

    /// <summary>The first due rows of a flow, added to a queue.</summary>
    public void ReadDue(long flowId, long now, int limit, Queue<(long DueAt, long Row)> into)
    {
        _due.Bind(1, flowId).Bind(2, now).Bind(3, limit);
        while (_due.Step())
        {
            into.Enqueue((_due.Number(1), _due.Number(0)));
        }
    }

    /// <summary>Takes a row under a lease.</summary>
    public ClaimedDelivery Take(long row, FlowLine flow, in ClaimLease lease)
    {
        var delivery = Read(row, flows.Get(flow.FlowId), flow.HasQuota);
        _take.Bind(1, row).Bind(2, lease.Number).Bind(3, lease.End).Bind(4, lease.Worker).Bind(5, lease.Now).Run();
        counts.Move(flow.FlowId, DeliveryState.Queued, DeliveryState.Claimed);
        audit.Add(new AuditRow(lease.Now, AuditEvents.Of(DeliveryState.Claimed), delivery.Flow.Tenant)
        {
            DeliveryId = delivery.Id,
            ContactId = delivery.ContactId,
            Actor = lease.Worker,
        });
        return delivery;
    }

    private ClaimedDelivery Read(long row, FlowKey flow, bool hasQuota)
    {
        _read.Bind(1, row);
        if (!_read.Step())
        {
            throw new InvalidOperationException("A delivery has no payload.");
        }

        var delivery = new ClaimedDelivery
        {
            Id = _read.Id(0),
            ContactId = _read.Id(1),
            Flow = flow,
            QueuedAt = StoreTime.ToTime(_read.Number(2)),
            ExpiresAt = StoreTime.ToTime(_read.NumberOrNull(3)),
            TemplateVersion = (int)_read.Number(4),
            Locale = _read.RepeatedText(5),
            Attempts = (int)_read.Number(6),
            CorrelationId = _read.TextOrNull(7),
            CampaignId = _read.RepeatedText(8),
            TraceParent = _read.TextOrNull(9),
            HasQuota = hasQuota,
            Payload = _read.Bytes(10).ToArray(),
        };
        _read.Reset();
        return delivery;
    }
}
