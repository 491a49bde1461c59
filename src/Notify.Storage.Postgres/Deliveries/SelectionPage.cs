using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Flows;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>
/// Reads a page: from whatever index narrows the selection most come ids, the newest first, in pieces; what they are now is read and held against the whole
/// selection. Looks at so many and no more: where few match, the page ends before it is full.
/// </summary>
internal static class SelectionPage
{
    private const int Piece = 5000;
    private const int MostLookedAt = 20_000;

    public static async Task<(List<RecordRow> Rows, Guid? Next)> ReadAsync(
        Session session, FlowCache flows, DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var page = new List<RecordRow>();
        if (await SelectionSource.OfAsync(session, selection, cancellationToken).ConfigureAwait(false) is not { } source)
        {
            return (page, null);
        }

        var last = after ?? Guid.AllBitsSet;
        var most = limit + 1;
        for (var looked = 0; looked < MostLookedAt; looked += most, most = Piece)
        {
            var found = await source.NextAsync(session, last, most, cancellationToken).ConfigureAwait(false);
            foreach (var row in await ReadAsync(session, flows, found.FindAll(f => f.Fits).ConvertAll(f => f.Id), cancellationToken).ConfigureAwait(false))
            {
                if (source.Matches(row))
                {
                    if (page.Count == limit)
                    {
                        return (page, page[^1].Record.Id);
                    }

                    page.Add(row);
                }
            }

            if (found.Count < most)
            {
                return (page, null);
            }

            last = found[^1].Id.Id;
        }

        return (page, last);
    }

    private static async Task<IEnumerable<RecordRow>> ReadAsync(Session session, FlowCache flows, List<StoredId> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return [];
        }

        DateTime?[] times = [.. found.Select(f => (DateTime?)f.QueuedAt)];
        var rows = await RecordTable.FindAsync(session, flows, [.. found.Select(f => f.Id)], times, times, cancellationToken).ConfigureAwait(false);
        return rows.OrderByDescending(r => r.Record.Id);
    }
}
