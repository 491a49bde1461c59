using Notify.Deliveries;
using Notify.Receipts;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Flows;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>
/// Settles deliveries in doubt whose receipt window has passed. Flow by flow, the longest in doubt first, up to the first that still waits: a flow
/// whose doubt is never settled costs one look, however many it has.
/// </summary>
internal static class DoubtWork
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    public static async Task<List<DoubtLine>> ReadLinesAsync(Session session, FlowCache flows, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["doubt_lines"]);
        await using var _ = command.ConfigureAwait(false);
        var lines = new List<DoubtLine>();
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var account = new AccountReceipts(StoreTime.ToTime(rows.TimeOrNull(3)), StoreTime.ToTime(rows.TimeOrNull(4)), StoreTime.ToTime(rows.TimeOrNull(5)));
            var id = rows.GetInt32(0);
            var flow = flows.Learn(id, FlowTable.At(rows, 6));
            lines.Add(new DoubtLine(id, flow, StoreTime.ToTime(rows.GetDateTime(1)), StoreTime.ToTime(rows.GetDateTime(2)), account));
        }

        return lines;
    }

    /// <param name="session">A transaction.</param>
    /// <param name="lines">The flows with doubt.</param>
    /// <param name="request">How doubt is settled.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many are sent again and given up, and how many were settled in all.</returns>
    public static async Task<(int Resent, int Failed, int Settled)> RunAsync(
        Session session, IReadOnlyList<DoubtLine> lines, RecoveryRequest request, CancellationToken cancellationToken)
    {
        var (resend, fail) = (new List<Guid>(), new List<Guid>());
        foreach (var line in lines)
        {
            var policy = request.For(line.Flow);
            var left = request.Limit - resend.Count - fail.Count;

            // How often it was tried decides between sending again and giving up, not whether the window is over.
            if (left > 0 && ReceiptWindow.Decide(policy, line.FirstAt, 0, line.Account, line.Now) != DoubtVerdict.Wait)
            {
                await DecideAsync(session, line, policy, left, resend, fail, cancellationToken).ConfigureAwait(false);
            }
        }

        var superseded = await MoveAsync(session, "superseded", resend, Reasons.FellBack, null, cancellationToken).ConfigureAwait(false);
        var resent = await MoveAsync(session, "resend", resend, Reasons.WindowOver, lines[0].Now, cancellationToken).ConfigureAwait(false);
        var failed = await MoveAsync(session, "give_up", fail, Reasons.AttemptsExhausted, null, cancellationToken).ConfigureAwait(false);
        return (resent, failed, superseded + resent + failed);
    }

    private static async Task DecideAsync(
        Session session, DoubtLine line, UnconfirmedPolicy policy, int limit, List<Guid> resend, List<Guid> fail, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["in_doubt"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(line.FlowId).With(limit);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (ReceiptWindow.Decide(policy, StoreTime.ToTime(rows.GetDateTime(1)), rows.GetInt16(2), line.Account, line.Now))
            {
                case DoubtVerdict.Resend:
                    resend.Add(rows.GetGuid(0));
                    break;
                case DoubtVerdict.Fail:
                    fail.Add(rows.GetGuid(0));
                    break;
                default:
                    return;
            }
        }
    }

    private static async Task<int> MoveAsync(
        Session session, string statement, List<Guid> ids, string reason, DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        var command = session.Command(Sql[statement]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(ids.Order().ToArray()).With(reason).With(Actors.Maintenance);
        if (dueAt is not null)
        {
            command.Parameters.With(dueAt);
        }

        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
