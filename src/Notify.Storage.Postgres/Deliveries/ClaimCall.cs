using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Npgsql;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Takes what is due.</summary>
internal static class ClaimCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    public static async Task<ClaimedRows> RunAsync(Session session, int worker, ClaimRequest request, CancellationToken cancellationToken)
    {
        var claimed = new ClaimedRows();
        if (request.Limit > 0)
        {
            var command = session.Command(Sql["claim"]);
            await using var _ = command.ConfigureAwait(false);
            command.Parameters.With(worker).With(request.Limit).With(request.Lease);
            var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = rows.ConfigureAwait(false);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                (claimed.Lease, claimed.Now) = (rows.GetInt64(0), StoreTime.ToTime(rows.GetDateTime(1)));
                claimed.Add(Read(rows));
            }
        }

        if (claimed.Lease == 0)
        {
            var command = session.Command(Sql["clock"]);
            await using var _ = command.ConfigureAwait(false);
            claimed.Now = StoreTime.ToTime((DateTime)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!);
        }

        return claimed;
    }

    private static ClaimedRow Read(NpgsqlDataReader rows) => new()
    {
        ReadyAt = rows.GetDateTime(2),
        Number = rows.GetInt64(3),
        Id = rows.GetGuid(4),
        ContactId = rows.GetGuid(5),
        FlowId = rows.GetInt32(6),
        QueuedAt = rows.GetDateTime(7),
        ExpiresAt = rows.TimeOrNull(8),
        TemplateVersion = rows.GetInt32(9),
        Locale = rows.TextOrNull(10),
        Attempts = rows.GetInt16(11),
        CorrelationId = rows.TextOrNull(12),
        CampaignId = rows.TextOrNull(13),
        TraceParent = rows.TextOrNull(14),
        HasQuota = rows.GetBoolean(15),
        Payload = rows.GetFieldValue<byte[]>(16),
        IsProbe = rows.GetBoolean(17),
    };
}
