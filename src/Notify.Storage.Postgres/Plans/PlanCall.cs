using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;
using Npgsql;
using NpgsqlTypes;

namespace Notify.Storage.Postgres.Plans;

/// <summary>Deliveries that are held until they take another's place.</summary>
internal static class PlanCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Plans/plan");

    /// <summary>The deliveries of a batch that have a fallback.</summary>
    public static NewDelivery[] Of(NewDelivery[] deliveries) => Array.FindAll(deliveries, static d => d.Fallback is not null);

    /// <summary>Holds the fallbacks of deliveries that were stored just now, in the same transaction.</summary>
    public static async Task HoldAsync(Session session, NewDelivery[] primaries, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["hold"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters
            .With(Array.ConvertAll(primaries, static d => d.Id)).With(Array.ConvertAll(primaries, static d => d.Fallback!.Value.DeliveryId))
            .With(Array.ConvertAll(primaries, static d => d.Fallback!.Value.After), NpgsqlDbType.Array | NpgsqlDbType.Interval)
            .With(Array.ConvertAll(primaries, static d => d.Fallback!.Value.UnsentAfter), NpgsqlDbType.Array | NpgsqlDbType.Interval);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the statement by which held deliveries follow what their primaries have come to.</summary>
    /// <param name="batch">Where to.</param>
    /// <param name="session">The transaction, which holds the primaries.</param>
    /// <param name="moved">The held delivery, the state of its primary, and why; in the order of the ids.</param>
    public static void Follow(NpgsqlBatch batch, Session session, (Guid HeldId, DeliveryState State, string? Reason)[] moved)
    {
        var command = session.BatchCommand(Sql["follow"]);
        command.Parameters.With(Array.ConvertAll(moved, static m => m.HeldId)).With(Array.ConvertAll(moved, static m => (short)m.State))
            .With(Array.ConvertAll(moved, static m => m.Reason)).With(Actors.Receipt);
        batch.BatchCommands.Add(command);
    }

    /// <summary>Lets those take their primaries' places whose time is over.</summary>
    public static async Task<(int FellBack, int Seen)> FireDueAsync(Session session, int limit, CancellationToken cancellationToken) =>
        (await session.ReadAsync(
            Sql["fire_due"], p => p.With(limit).With(Actors.Maintenance), r => (r.GetInt32(0), r.GetInt32(1)), cancellationToken).ConfigureAwait(false))[0];
}
