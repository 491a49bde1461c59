using System.Runtime.InteropServices;

namespace Notify.Limits;

/// <summary>
/// Reckons a batch of charges, each delivery's all or none and in order, against logs that are read once and written once. For stores that write an
/// <see cref="IRateLimiter"/>: call it while the keys are locked, then write <see cref="Changed"/>. Not thread-safe.
/// </summary>
/// <param name="now">The store's time.</param>
/// <param name="read">Gives a key's log; asked once for each key.</param>
public sealed class LimitLedger(DateTimeOffset now, Func<string, GrantLog> read)
{
    private readonly Dictionary<string, GrantLog> _logs = new(StringComparer.Ordinal);
    private readonly long _now = now.UtcTicks;

    /// <summary>The logs to be written.</summary>
    public IEnumerable<KeyValuePair<string, GrantLog>> Changed => _logs.Where(static pair => pair.Value.IsChanged);

    /// <summary>Takes one delivery's charges, or says when to come again.</summary>
    public LimitGrant Acquire(IReadOnlyList<LimitCharge> charges)
    {
        ArgumentNullException.ThrowIfNull(charges);
        var isOver = false;
        long? until = null;
        var refused = 0;
        for (var i = 0; i < charges.Count; i++)
        {
            var charge = charges[i];
            var log = LogOf(charge.Key);
            var cost = Math.Max(1, charge.Cost) + CostBefore(charges, i);
            if (!log.HasRoom(cost, charge.Limit, charge.Window.Ticks, _now))
            {
                isOver = true;
                if (!charge.IsAdvisory && log.Promise(cost, charge.Limit, charge.Window.Ticks, _now) is var free && free > (until ?? 0))
                {
                    (until, refused) = (free, i);
                }
            }
        }

        if (until is { } time)
        {
            return new LimitGrant(false, isOver, new DateTimeOffset(time, TimeSpan.Zero), now, refused);
        }

        foreach (var charge in charges)
        {
            if (charge.Cost > 0)
            {
                LogOf(charge.Key).Take(charge.Cost, charge.Window.Ticks, _now);
            }
        }

        return new LimitGrant(true, isOver, null, now);
    }

    /// <summary>Gives back what was taken and not used; unknown ones are passed over.</summary>
    public void Return(LimitRefund refund)
    {
        LogOf(refund.Charge.Key).Return(refund.Charge.Cost, refund.GrantedAt.UtcTicks);
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
        return log ??= read(key);
    }
}
