using Npgsql;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Counts deliveries: what is live or listed as ended by index, the rest by reading the whole history.</summary>
internal static class CountTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/count");

    public static async Task<List<CountRow>> ReadAsync(Session session, string? tenant, DeliveryState? state, CancellationToken cancellationToken)
    {
        if (state is null or DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Read)
        {
            return await ReadAllAsync(session, tenant, state, cancellationToken).ConfigureAwait(false);
        }

        var name = state switch
        {
            DeliveryState.Queued => "queued",
            DeliveryState.Claimed or DeliveryState.Sending => "held",
            DeliveryState.Unconfirmed => "in_doubt",
            DeliveryState.Held => "waiting",
            _ => "ended",
        };
        return await session.ReadByIndexAsync(Sql[name], p => p.With(tenant).With((short)state), Read, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<CountRow>> ReadAllAsync(Session session, string? tenant, DeliveryState? state, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["all"]);
        await using var _ = command.ConfigureAwait(false);
        // Nobody asks for this in passing: it takes the time it takes.
        command.CommandTimeout = 0;
        command.Parameters.With(tenant).With((short)state.GetValueOrDefault());
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<CountRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static CountRow Read(NpgsqlDataReader row) =>
        new(row.GetInt32(0), (DeliveryState)row.GetInt16(1), row.GetInt64(2), StoreTime.ToTime(row.TimeOrNull(3)));
}
