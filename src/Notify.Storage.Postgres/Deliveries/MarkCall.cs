using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Marks deliveries as being sent: the last look before the call to the provider.</summary>
internal static class MarkCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    public static async Task<IReadOnlyList<MarkResult>> RunAsync(
        Session session, long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken)
    {
        var sorted = items.DistinctBy(i => i.DeliveryId).OrderBy(i => i.DeliveryId).ToArray();
        var command = session.Command(Sql["mark"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(lease).With(Array.ConvertAll(sorted, static i => i.DeliveryId)).With(Array.ConvertAll(sorted, static i => i.Note));
        var marks = new Dictionary<Guid, MarkResult>(sorted.Length);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            marks[rows.GetGuid(0)] = new MarkResult((MarkStatus)rows.GetInt32(1), rows.GetInt16(2), rows.GetInt16(3));
        }

        // What is not among the answers is somebody else's by now; what was asked for twice has been answered.
        return [.. items.Select(i => marks.Remove(i.DeliveryId, out var mark) ? mark : new MarkResult(MarkStatus.Lost, 0, 0))];
    }
}
