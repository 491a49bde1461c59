using Notify.Limits;

namespace Notify.Testing.InMemory;

/// <summary>Counts against limits.</summary>
internal sealed class InMemoryRateLimiter(InMemoryState state) : IRateLimiter
{
    private readonly Dictionary<(string Key, TimeSpan Window), LimitWindow> _windows = [];

    public Task<IReadOnlyList<LimitGrant>> AcquireAsync(IReadOnlyList<IReadOnlyList<LimitCharge>> batch, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<LimitGrant>>(
            now =>
            {
                var waiting = new Dictionary<LimitWindow, List<DateTimeOffset>>();
                return [.. batch.Select(charges => Acquire(charges, waiting, now))];
            },
            cancellationToken);

    public Task RefundAsync(IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken) => state.TransactAsync(
        _ =>
        {
            foreach (var refund in refunds)
            {
                WindowOf(refund.Charge).GiveBack(refund.GrantedAt, refund.Charge.Cost);
            }

            return refunds.Count;
        },
        cancellationToken);

    private LimitGrant Acquire(IReadOnlyList<LimitCharge> charges, Dictionary<LimitWindow, List<DateTimeOffset>> waiting, DateTimeOffset now)
    {
        var isOver = false;
        DateTimeOffset? until = null;
        var refused = 0;
        var taken = new List<LimitCharge>();
        for (var i = 0; i < charges.Count; i++)
        {
            var charge = charges[i];
            var window = WindowOf(charge);
            var hasRoom = window.HasRoom(charge, now);
            isOver |= !hasRoom;
            if (hasRoom || charge.IsAdvisory)
            {
                window.Take(now, charge.Cost);
                taken.Add(charge);
                continue;
            }

            if (!waiting.TryGetValue(window, out var queue))
            {
                waiting[window] = queue = [];
            }

            var free = window.FreeAt(charge, queue, now);
            if (until is null || free > until)
            {
                (until, refused) = (free, i);
            }
        }

        if (until is not null)
        {
            taken.ForEach(c => WindowOf(c).GiveBack(now, c.Cost));
        }

        return new LimitGrant(until is null, isOver, until, now, refused);
    }

    private LimitWindow WindowOf(LimitCharge charge)
    {
        var key = (charge.Key, charge.Window);
        if (!_windows.TryGetValue(key, out var window))
        {
            _windows[key] = window = new LimitWindow(charge.Window);
        }

        return window;
    }
}
