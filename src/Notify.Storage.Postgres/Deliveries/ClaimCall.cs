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
            var keys = new Dictionary<int, FlowKey>();
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var flow = rows.GetInt32(0);
                if (!rows.IsDBNull(1))
                {
                    keys.Add(flow, flows.Learn(flow, FlowTable.At(rows, 1)));
                    continue;
                }

                (claimed.Lease, claimed.Now) = (rows.GetInt64(3), StoreTime.ToTime(rows.GetDateTime(4)));
                claimed.Add(new ClaimedRow(rows.GetDateTime(5), rows.GetInt64(6), Read(rows, keys[flow])));
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

    private static ClaimedDelivery Read(NpgsqlDataReader rows, FlowKey flow) => new()
    {
        Id = rows.GetGuid(7),
        ContactId = rows.GetGuid(8),
        Flow = flow,
        QueuedAt = StoreTime.ToTime(rows.GetDateTime(9)),
        ExpiresAt = StoreTime.ToTime(rows.TimeOrNull(10)),
        TemplateVersion = rows.GetInt32(11),
        Locale = rows.TextOrNull(12),
        Attempts = rows.GetInt16(13),
        CorrelationId = rows.TextOrNull(14),
        CampaignId = rows.TextOrNull(15),
        TraceParent = rows.TextOrNull(16),
        HasQuota = rows.GetBoolean(17),
        Payload = rows.GetFieldValue<byte[]>(18),
        IsProbe = rows.GetBoolean(19),
    };
}
