using Npgsql;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Deliveries;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>Locks deliveries by id and reads what they are.</summary>
internal static class DeliveryLock
{
    private static readonly SqlFile Sql = SqlFile.Of("Receipts/step");

    /// <summary>The deliveries by id, and the time after they were locked. Ids the store does not have are left out.</summary>
    public static async Task<(Dictionary<Guid, LockedDelivery> Deliveries, DateTime Now)> TakeAsync(
        Session session, IEnumerable<Guid> deliveryIds, CancellationToken cancellationToken)
    {
        var ids = deliveryIds.Distinct().Order().ToArray();
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        var (from, to) = IdTime.Bounds(ids);
        var rows = session.BatchCommand(Sql["lock"]);
        rows.Parameters.With(ids).With(from).With(to);
        batch.BatchCommands.Add(rows);
        batch.BatchCommands.Add(session.BatchCommand(Sql["now"]));

        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var deliveries = new Dictionary<Guid, LockedDelivery>(ids.Length);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var delivery = Read(reader);
            deliveries.Add(delivery.Id, delivery);
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (deliveries, reader.GetDateTime(0));
    }

    private static LockedDelivery Read(NpgsqlDataReader row)
    {
        var state = (DeliveryState)row.GetInt16(7);
        return new LockedDelivery
        {
            Id = row.GetGuid(0),
            QueuedAt = row.GetDateTime(1),
            LineNumber = row.GetInt64(2),
            WasLive = row.GetBoolean(3),
            FlowId = row.GetInt32(4),
            Channel = row.GetString(5),
            Account = row.GetString(6),
            StoredState = state,
            State = state,
            Attempts = row.GetInt16(8),
            Sends = row.GetInt16(9),
            FailedSend = row.GetInt16(10),
            DueAt = row.GetDateTime(11),
            ExpiresAt = row.TimeOrNull(12),
            Reason = row.TextOrNull(13),
            ErrorCode = row.TextOrNull(14),
            Detail = row.TextOrNull(15),
            IsErased = row.GetBoolean(22),
            ProviderMessageId = row.TextOrNull(16),
            FallbackId = row.IsDBNull(23) ? null : row.GetGuid(23),
            HasFallenBack = row.GetBoolean(24),
            Pending = row.IsDBNull(17) ? null : new PendingSend(row.GetInt64(17), row.IsDBNull(18) ? 0 : row.GetInt32(18), row.GetDateTime(19), row.TimeOrNull(20), row.TextOrNull(21)),
        };
    }
}
