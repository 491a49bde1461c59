using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Flows;
using Npgsql;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Takes what is due.</summary>
internal static class ClaimCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    public static async Task<ClaimedRows> RunAsync(
        Session session, FlowCache flows, int worker, ClaimRequest request, CancellationToken cancellationToken)
    {
        var claimed = new ClaimedRows(request.Limit);
        if (request.Limit > 0)
        {
            var command = session.Command(Sql["claim"]);
            await using var _ = command.ConfigureAwait(false);
            command.Parameters.With(worker).With(request.Limit).With(request.Lease);
            var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = rows.ConfigureAwait(false);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (claimed.Lease == 0)
                {
                    (claimed.Lease, claimed.Now) = (rows.GetInt64(0), StoreTime.ToTime(rows.GetDateTime(1)));
                }

                var flow = rows.GetInt32(6);
                claimed.Add(new ClaimedRow(rows.GetDateTime(2), rows.GetInt64(3), flow, Read(rows, flows.Peek(flow))));
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

    private static ClaimedDelivery Read(NpgsqlDataReader rows, FlowKey? flow) => new()
    {
        Id = rows.GetGuid(4),
        ContactId = rows.GetGuid(5),
        Flow = flow!,
        QueuedAt = StoreTime.ToTime(rows.GetDateTime(7)),
        ExpiresAt = StoreTime.ToTime(rows.TimeOrNull(8)),
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
