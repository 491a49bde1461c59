using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using NpgsqlTypes;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Writes what became of deliveries, for the worker that holds them and nobody else.</summary>
internal static class SettleCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    /// <returns>How many were written; the others are no longer under the lease.</returns>
    public static async Task<int> RunAsync(Session session, long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        Settlement[] sent = Sorted(settlements, isSent: true), others = sent.Length == settlements.Count ? [] : Sorted(settlements, isSent: false);
        var command = session.Command(Sql["settle"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters
            .With(lease)
            .With(Array.ConvertAll(sent, static s => s.DeliveryId)).With(Array.ConvertAll(sent, static s => s.ProviderMessageId))
            .With(Array.ConvertAll(others, static s => s.DeliveryId)).With(Array.ConvertAll(others, static s => (short)s.State))
            .With(Array.ConvertAll(others, EventOf)).With(Array.ConvertAll(others, static s => s.Reason))
            .With(Array.ConvertAll(others, static s => (short)s.SendNumber))
            .With(Array.ConvertAll(others, static s => s.DueIn), NpgsqlDbType.Array | NpgsqlDbType.Interval)
            .With(Array.ConvertAll(others, static s => s.DueAt is { } due ? StoreTime.Ceiling(due) : (DateTime?)null))
            .With(Array.ConvertAll(others, static s => s.ErrorCode)).With(Array.ConvertAll(others, static s => s.Detail))
            .With(Array.ConvertAll(others, static s => (short)(s.ReturnsAttempt ? 1 : 0)))
            .With(Array.ConvertAll(others, static s => s.IsWindow), NpgsqlDbType.Array | NpgsqlDbType.Boolean);
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static Settlement[] Sorted(IReadOnlyList<Settlement> settlements, bool isSent)
    {
        var sorted = new List<Settlement>(settlements.Count);
        foreach (var settlement in settlements)
        {
            if (settlement.State == DeliveryState.Sent == isSent)
            {
                sorted.Add(settlement);
            }
        }

        sorted.Sort(static (one, other) => one.DeliveryId.CompareTo(other.DeliveryId));
        return [.. sorted];
    }

    // Null where the state's name is the event.
    private static string? EventOf(Settlement settlement) =>
        AuditEvents.Of(settlement) is var named && named != AuditEvents.Of(settlement.State) ? named : null;
}
