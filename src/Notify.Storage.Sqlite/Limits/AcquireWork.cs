using System.Runtime.InteropServices;
using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>Takes charges for a batch: each delivery's all or none, in order, against logs read once and written once.</summary>
internal sealed class AcquireWork(Session session)
{
    private readonly Dictionary<string, GrantLog> _logs = new(StringComparer.Ordinal);

    public static IReadOnlyList<LimitGrant> Run(Session session, IReadOnlyList<IReadOnlyList<LimitCharge>> batch)
    {
        var work = new AcquireWork(session);
        var grants = new LimitGrant[batch.Count];
        for (var i = 0; i < grants.Length; i++)
        {
            grants[i] = work.Acquire(batch[i]);
        }

        work.Save();
        return grants;
    }

    public static int Refund(Session session, IReadOnlyList<LimitRefund> refunds)
    {
        var work = new AcquireWork(session);
        foreach (var refund in refunds)
        {
            work.LogOf(refund.Charge.Key).Return(refund.Charge.Cost, StoreTime.Floor(refund.GrantedAt));
        }

        work.Save();
        return refunds.Count;
    }

    private LimitGrant Acquire(IReadOnlyList<LimitCharge> charges)
    {
        var isOver = false;
        long? until = null;
        for (var i = 0; i < charges.Count; i++)
        {
            var charge = charges[i];
            var cost = Math.Max(1, charge.Cost) + CostBefore(charges, i);
            var window = StoreTime.Length(charge.Window);
            if (!LogOf(charge.Key).HasRoom(cost, charge.Limit, window, session.Now))
            {
                isOver = true;
                if (!charge.IsAdvisory)
                {
                    until = Math.Max(until ?? 0, LogOf(charge.Key).Promise(cost, charge.Limit, window, session.Now));
                }
            }
        }

        if (until is { } time)
        {
            return new LimitGrant(false, isOver, StoreTime.ToTime(time), session.NowTime);
        }

        foreach (var charge in charges)
        {
            if (charge.Cost > 0)
            {
                LogOf(charge.Key).Take(charge.Cost, StoreTime.Length(charge.Window), session.Now);
            }
        }

        return new LimitGrant(true, isOver, null, session.NowTime);
    }

    // One delivery may charge a key twice.
    private static int CostBefore(IReadOnlyList<LimitCharge> charges, int index)
    {
        var cost = 0;
        for (var i = 0; i < index; i++)
        {
            cost += string.Equals(charges[i].Key, charges[index].Key, StringComparison.Ordinal) ? charges[i].Cost : 0;
        }

        return cost;
    }

    private GrantLog LogOf(string key)
    {
        ref var log = ref CollectionsMarshal.GetValueRefOrAddDefault(_logs, key, out _);
        return log ??= session.Limits.Get(key);
    }

    private void Save()
    {
        foreach (var (key, log) in _logs)
        {
            if (log.IsChanged)
            {
                session.Limits.Save(key, log, session.Now);
            }
        }
    }
}
