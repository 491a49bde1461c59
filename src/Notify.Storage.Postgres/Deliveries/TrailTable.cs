using Npgsql;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Reads what a trail is made from, as it is at one moment.</summary>
internal static class TrailTable
{
    private static readonly string All = SqlFile.Of("Deliveries/trail")["all"];

    public static Task<List<TrailRow>> ReadAsync(Session session, TrailQuery query, CancellationToken cancellationToken)
    {
        if (query is { NotificationId: null, CorrelationId: null, ContactId: null })
        {
            throw new ArgumentException("Give a notification, a correlation id or a contact.", nameof(query));
        }

        var range = query.NotificationId is { } notification ? IdRange.Of(notification) : ((Guid, Guid)?)null;
        var correlation = range is null ? query.CorrelationId : null;
        var contact = range is null && correlation is null ? query.ContactId : null;
        return session.ReadByIndexAsync(
            All, p => p.With(query.Tenant).With(range?.Item1).With(range?.Item2).With(correlation).With(contact), Read, cancellationToken);
    }

    private static TrailRow Read(NpgsqlDataReader row) => new((TrailSource)row.GetInt32(0), row.GetInt64(1), row.GetDateTime(2))
    {
        DeliveryId = row.IsDBNull(3) ? null : row.GetGuid(3),
        ContactId = row.IsDBNull(4) ? null : row.GetGuid(4),
        State = row.GetInt16(5),
        Event = row.TextOrNull(6),
        Send = row.GetInt16(7),
        Sends = row.GetInt16(8),
        Reason = row.TextOrNull(9),
        ErrorCode = row.TextOrNull(10),
        Detail = row.TextOrNull(11),
        By = row.TextOrNull(12),
        Worker = row.TextOrNull(13),
        ClaimedAt = row.TimeOrNull(14),
        MarkedAt = row.TimeOrNull(15),
        Note = row.TextOrNull(16),
    };
}
