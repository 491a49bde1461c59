using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Flows;
using Notify.Storage.Sqlite.Plans;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Deliveries one by one. Every change of state is counted and audited here.</summary>
internal sealed class DeliveryTable(Connection connection, FlowTable flows, CountTable counts, AuditTable audit, PlanTable plans)
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/delivery");

    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _addPayload = connection.Prepare(Sql["add_payload"]);
    private readonly Statement _find = connection.Prepare(Sql["find"]);
    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _mark = connection.Prepare(Sql["mark"]);
    private readonly Statement _noteFailed = connection.Prepare(Sql["note_failed"]);
    private readonly DeliveryRow _row = new();

    public void Add(NewDelivery delivery, long now)
    {
        var flowId = flows.GetOrAdd(delivery.Flow);
        _add.Bind(1, delivery.Id).Bind(2, delivery.Flow.Tenant).Bind(3, flowId).Bind(4, delivery.ContactId).Bind(5, (long)delivery.State)
            .Bind(6, delivery.NotBefore is { } due ? Math.Max(now, StoreTime.Ceiling(due)) : now).Bind(7, now)
            .Bind(8, delivery.ExpiresAt is { } end ? StoreTime.Floor(end) : null).Bind(9, delivery.Reason)
            .Bind(10, delivery.TemplateVersion).Bind(11, delivery.Locale).Bind(12, delivery.CorrelationId).Bind(13, delivery.CampaignId)
            .Bind(14, delivery.TraceParent).Run();
        _addPayload.Bind(1, connection.LastRow).Bind(2, delivery.Payload.Span).Bind(3, delivery.ContactId).Run();
        counts.Add(flowId, delivery.State, 1);
        audit.Add(new AuditRow(now, AuditEvents.Of(delivery.State), delivery.Flow.Tenant)
        {
            DeliveryId = delivery.Id,
            ContactId = delivery.ContactId,
            Reason = delivery.Reason,
            Actor = Actors.App,
        });
    }

    /// <summary>A delivery by id, or null. The same object every time: done with before the next one is read.</summary>
    public DeliveryRow? Find(Guid id) => Read(_find.Bind(1, id));

    /// <summary>A delivery by its row, as <see cref="Find"/> gives it.</summary>
    public DeliveryRow Get(long row) => Read(_get.Bind(1, row)) ?? throw new InvalidOperationException("A delivery's row is gone.");

    /// <summary>Writes a changed delivery and what the audit says of it.</summary>
    public void Save(DeliveryRow row, long now, in Change change)
    {
        _save.Bind(1, row.Row).Bind(2, (long)row.State).Bind(3, row.DueAt).Bind(4, row.Lease).Bind(5, row.LeaseEnd).Bind(6, row.Worker)
            .Bind(7, row.SettledLease).Bind(8, (long)row.SettledState).Bind(9, row.Attempts).Bind(10, row.Sends).Bind(11, row.FailedSend)
            .Bind(12, now).Bind(13, row.ExpiresAt).Bind(14, row.Reason).Bind(15, row.ErrorCode).Bind(16, row.Detail)
            .Bind(17, row.ProviderMessageId).Run();
        Record(row, now, change);
    }

    /// <summary>Writes a delivery that is being sent: what the mark changes and no more.</summary>
    public void SaveMark(DeliveryRow row, long now, in Change change)
    {
        _mark.Bind(1, row.Row).Bind(2, row.Sends).Bind(3, row.Attempts).Bind(4, now).Run();
        Record(row, now, change);
    }

    /// <summary>Keeps that a send is known to have failed, which moves nothing.</summary>
    public void NoteFailed(DeliveryRow row, int send) => _noteFailed.Bind(1, row.Row).Bind(2, send).Run();

    private void Record(DeliveryRow row, long now, in Change change)
    {
        counts.Move(row.FlowId, row.StoredState, row.State);
        if (row.FallbackId is { } fallback)
        {
            // In doubt since its mark, which was its last change.
            var since = row is { State: DeliveryState.Unconfirmed, StoredState: DeliveryState.Sending } ? row.UpdatedAt : now;
            plans.Note(fallback, new MovedPrimary(row.Id, row.State, row.Reason, since));
        }

        audit.Add(new AuditRow(now, change.Event ?? AuditEvents.Of(row.State), row.Flow.Tenant)
        {
            DeliveryId = row.Id,
            ContactId = row.ContactId,
            Send = change.Send,
            Reason = row.Reason,
            ErrorCode = change.ErrorCode,
            Detail = change.Detail,
            Actor = change.Actor,
        });
    }

    private DeliveryRow? Read(Statement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        _row.Row = statement.Number(0);
        _row.Id = statement.Id(1);
        _row.FlowId = statement.Number(2);
        _row.Flow = flows.Get(_row.FlowId);
        _row.ContactId = statement.Id(3);
        _row.State = _row.StoredState = (DeliveryState)statement.Number(4);
        _row.DueAt = statement.Number(5);
        _row.Lease = statement.NumberOrNull(6);
        _row.LeaseEnd = statement.NumberOrNull(7);
        _row.Worker = statement.RepeatedText(8);
        _row.SettledLease = statement.NumberOrNull(9);
        _row.SettledState = (DeliveryState)statement.Number(10);
        _row.Attempts = (int)statement.Number(11);
        _row.Sends = (int)statement.Number(12);
        _row.FailedSend = (int)statement.Number(13);
        _row.UpdatedAt = statement.Number(14);
        _row.ExpiresAt = statement.NumberOrNull(15);
        _row.Reason = statement.TextOrNull(16);
        _row.ErrorCode = statement.TextOrNull(17);
        _row.Detail = statement.TextOrNull(18);
        _row.IsErased = statement.Number(20) != 0;
        _row.ProviderMessageId = statement.TextOrNull(19);
        _row.FallbackId = statement.IsNull(21) ? null : statement.Id(21);
        _row.HasFallenBack = statement.Number(22) != 0;
        statement.Reset();
        return _row;
    }
}
