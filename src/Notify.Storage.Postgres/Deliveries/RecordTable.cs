using Npgsql;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Flows;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Deliveries as the log shows them.</summary>
internal static class RecordTable
{
    private static readonly string Find = SqlFile.Of("Deliveries/record")["find"];

    public static Task<List<RecordRow>> FindAsync(Session session, FlowCache flows, Guid[] ids, CancellationToken cancellationToken)
    {
        var (from, to) = IdTime.Bounds(ids);
        return FindAsync(session, flows, ids, from, to, cancellationToken);
    }

    /// <summary>Those whose time in the store is between two times, or is known to be another.</summary>
    public static Task<List<RecordRow>> FindAsync(
        Session session, FlowCache flows, Guid[] ids, DateTime?[] from, DateTime?[] to, CancellationToken cancellationToken) =>
        session.ReadAsync(Find, p => p.With(ids).With(from).With(to), row => Read(row, row.GetInt32(2), flows), cancellationToken);

    private static RecordRow Read(NpgsqlDataReader row, int flow, FlowCache flows) => new(flow, new DeliveryRecord
    {
        Id = row.GetGuid(0),
        ContactId = row.GetGuid(1),
        Flow = flows.Learn(flow, FlowTable.At(row, 18)),
        State = (DeliveryState)row.GetInt16(3),
        Reason = row.TextOrNull(4),
        ErrorCode = row.TextOrNull(5),
        Detail = row.TextOrNull(6),
        Attempts = row.GetInt16(7),
        Sends = row.GetInt16(8),
        QueuedAt = StoreTime.ToTime(row.GetDateTime(9)),
        DueAt = StoreTime.ToTime(row.GetDateTime(10)),
        UpdatedAt = StoreTime.ToTime(row.GetDateTime(11)),
        ExpiresAt = StoreTime.ToTime(row.TimeOrNull(12)),
        ProviderMessageId = row.TextOrNull(13),
        TemplateVersion = row.GetInt32(14),
        CorrelationId = row.TextOrNull(15),
        CampaignId = row.TextOrNull(16),
        TraceParent = row.TextOrNull(17),
    });
}
