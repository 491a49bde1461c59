using Notify.Deliveries;
using Notify.Receipts;

namespace Notify.Testing.InMemory;

/// <summary>Maintenance: leases, doubt, expiry, old keys.</summary>
internal static class Recovering
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(30);

    public static RecoveryReport Run(InMemoryState state, RecoveryRequest request, DateTimeOffset now)
    {
        var claims = Take(state, request, r => r.State == DeliveryState.Claimed && r.LeaseUntil <= now);
        claims.ForEach(r => ReturnClaim(state, r, now));

        var sends = Take(state, request, r => r.State == DeliveryState.Sending && r.LeaseUntil <= now);
        sends.ForEach(r => Doubt(state, r, now));

        var doubts = Take(state, request, r => r.State == DeliveryState.Unconfirmed && Verdict(state, request, r, now) != DoubtVerdict.Wait);
        doubts.ForEach(r => SettleDoubt(state, r, Verdict(state, request, r, now), now));

        var expired = Take(state, request, r => r.State is DeliveryState.Queued or DeliveryState.Held && r.IsExpired(now));
        expired.ForEach(r => state.Move(r, DeliveryState.Expired, now, new Change(Change.Maintenance, Reasons.Expired)));

        // By what primaries have come to above, first: each held one moves once.
        Following.Run(state, now);
        var due = Take(state, request, r => Following.IsDue(state, r, now));
        var fellBack = due.Count(r => Following.FireDue(state, r, now));

        foreach (var (key, _) in state.Keys.Where(k => k.Value.StoredAt + KeyLife <= now).ToList())
        {
            state.Keys.Remove(key);
        }

        var failed = doubts.Count(r => r.State == DeliveryState.Failed);
        var resent = doubts.Count(r => r.State == DeliveryState.Queued);
        var hasMore = new[] { claims, sends, doubts, expired, due }.Any(rows => rows.Count == request.Limit);
        return new RecoveryReport(claims.Count, sends.Count, resent, failed, expired.Count, hasMore) { FellBack = fellBack };
    }

    private static List<DeliveryRow> Take(InMemoryState state, RecoveryRequest request, Func<DeliveryRow, bool> isMeant) =>
        [.. state.Deliveries.Values.Where(isMeant).Take(request.Limit)];

    private static void ReturnClaim(InMemoryState state, DeliveryRow row, DateTimeOffset now)
    {
        row.Lease = 0;
        row.DueAt = now;
        state.Move(row, DeliveryState.Queued, now, new Change(Change.Maintenance, Reasons.LeaseOver));
    }

    private static void Doubt(InMemoryState state, DeliveryRow row, DateTimeOffset now)
    {
        row.Lease = 0;
        row.UnconfirmedAt = now;
        state.Move(row, DeliveryState.Unconfirmed, now, new Change(Change.Maintenance, Reasons.LeaseOver) { SendNumber = row.Sends });
    }

    private static DoubtVerdict Verdict(InMemoryState state, RecoveryRequest request, DeliveryRow row, DateTimeOffset now)
    {
        var flow = row.Given.Flow;
        var account = state.Accounts.GetValueOrDefault((flow.Channel, flow.Account)) with { WaitingSince = state.Inbox.WaitingSince(flow.Channel) };
        return ReceiptWindow.Decide(request.For(flow), row.UnconfirmedAt, row.Attempts, account, now);
    }

    private static void SettleDoubt(InMemoryState state, DeliveryRow row, DoubtVerdict verdict, DateTimeOffset now)
    {
        if (verdict == DoubtVerdict.Fail)
        {
            state.Move(row, DeliveryState.Failed, now, new Change(Change.Maintenance, Reasons.AttemptsExhausted) { SendNumber = row.Sends });
            return;
        }

        if (row.HasFallenBack)
        {
            state.Move(row, DeliveryState.Cancelled, now, new Change(Change.Maintenance, Reasons.FellBack) { SendNumber = row.Sends });
            return;
        }

        row.DueAt = now;
        state.Move(row, DeliveryState.Queued, now, new Change(Change.Maintenance, Reasons.WindowOver) { SendNumber = row.Sends });
    }
}
