using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>Takes charges for a batch, and gives them back.</summary>
internal static class AcquireWork
{
    public static IReadOnlyList<LimitGrant> Run(Session session, IReadOnlyList<IReadOnlyList<LimitCharge>> batch)
    {
        var ledger = new LimitLedger(session.NowTime, session.Limits.Get);
        var grants = new LimitGrant[batch.Count];
        for (var i = 0; i < grants.Length; i++)
        {
            grants[i] = ledger.Acquire(batch[i]);
        }

        Save(session, ledger);
        return grants;
    }

    public static int Refund(Session session, IReadOnlyList<LimitRefund> refunds)
    {
        var ledger = new LimitLedger(session.NowTime, session.Limits.Get);
        foreach (var refund in refunds)
        {
            ledger.Return(refund);
        }

        Save(session, ledger);
        return refunds.Count;
    }

    private static void Save(Session session, LimitLedger ledger)
    {
        foreach (var (key, log) in ledger.Changed)
        {
            session.Limits.Save(key, log, session.Now);
        }
    }
}
