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
        var sorted = Sorted(items);
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
        var results = new MarkResult[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = marks.Remove(items[i].DeliveryId, out var mark) ? mark : new MarkResult(MarkStatus.Lost, 0, 0);
        }

        return results;
    }

    // By id, each once: the first that was given.
    private static MarkItem[] Sorted(IReadOnlyList<MarkItem> items)
    {
        MarkItem[] sorted = [.. items];
        Array.Sort(sorted, static (one, other) => one.DeliveryId.CompareTo(other.DeliveryId));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].DeliveryId == sorted[i - 1].DeliveryId)
            {
                return [.. items.DistinctBy(item => item.DeliveryId).OrderBy(item => item.DeliveryId)];
            }
        }

        return sorted;
    }
}
