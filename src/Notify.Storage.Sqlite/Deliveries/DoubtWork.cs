using Notify.Deliveries;
using Notify.Receipts;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>
/// Settles deliveries in doubt whose receipt window has passed. Flow by flow, the longest in doubt first, up to the first that still waits: a flow
/// whose doubt is never settled costs one row, however many it has.
/// </summary>
internal static class DoubtWork
{
    private const int ReadAhead = 100;

    /// <returns>How many are sent again and given up, and how many were settled in all.</returns>
    public static (int Resent, int Failed, int Settled) Run(Session session, RecoveryRequest request)
    {
        var (resent, failed, ended) = (0, 0, 0);
        for (var flow = session.Recovery.NextFlowInDoubt(0); flow is { } id; flow = session.Recovery.NextFlowInDoubt(id))
        {
            DoubtVerdict verdict;
            do
            {
                verdict = SettleSome(session, request, id, ref resent, ref failed, ref ended);
            }
            while (verdict != DoubtVerdict.Wait);
        }

        return (resent, failed, resent + failed + ended);
    }

    // Gives Wait when there is no more to do in the flow.
    private static DoubtVerdict SettleSome(
        Session session, RecoveryRequest request, long flowId, ref int resent, ref int failed, ref int ended)
    {
        var flow = session.Flows.Get(flowId);
        var account = session.Receipts.Account(flow.Channel, flow.Account) with { WaitingSince = session.Webhooks.WaitingSince(flow.Channel) };
        var policy = request.For(flow);
        var verdict = DoubtVerdict.Wait;
        foreach (var number in session.Recovery.InDoubt(flowId, Math.Min(ReadAhead, request.Limit - resent - failed - ended)))
        {
            var row = session.Deliveries.Get(number);
            verdict = ReceiptWindow.Decide(policy, StoreTime.ToTime(row.UpdatedAt), row.Attempts, account, session.NowTime);
            switch (verdict)
            {
                case DoubtVerdict.Resend when row.HasFallenBack:
                    row.MoveTo(DeliveryState.Cancelled, Reasons.FellBack);
                    ended++;
                    break;
                case DoubtVerdict.Resend:
                    row.DueAt = session.Now;
                    row.MoveTo(DeliveryState.Queued, Reasons.WindowOver);
                    resent++;
                    break;
                case DoubtVerdict.Fail:
                    row.MoveTo(DeliveryState.Failed, Reasons.AttemptsExhausted);
                    failed++;
                    break;
                default:
                    return DoubtVerdict.Wait;
            }

            session.Deliveries.Save(row, session.Now, new Change(Actors.Maintenance) { Send = row.Sends });
        }

        return verdict;
    }
}
