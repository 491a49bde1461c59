using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Receipts;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>
/// The answer where not all was written: some was before by the same worker, whose commit answer was lost; the rest is fenced out. An acceptance among it is
/// kept as proof.
/// </summary>
internal static class LateSettle
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    public static async Task<IReadOnlyList<SettleStatus>> RunAsync(
        Session session, long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        var written = await SettledAsync(session, lease, settlements, cancellationToken).ConfigureAwait(false);
        var fenced = settlements.Where(s => !written.Contains(s.DeliveryId) && s.State == DeliveryState.Sent).ToList();
        if (fenced.Count > 0)
        {
            await Evidence.KeepAsync(session, fenced, cancellationToken).ConfigureAwait(false);
        }

        return [.. settlements.Select(s => written.Contains(s.DeliveryId) ? SettleStatus.Applied : SettleStatus.Fenced)];
    }

    private static async Task<HashSet<Guid>> SettledAsync(
        Session session, long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["settled"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters
            .With(lease).With(settlements.Select(s => s.DeliveryId).ToArray()).With(settlements.Select(s => (short)s.State).ToArray());
        var written = new HashSet<Guid>(settlements.Count);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            written.Add(rows.GetGuid(0));
        }

        return written;
    }
}
