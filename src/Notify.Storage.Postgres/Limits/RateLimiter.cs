using Notify.Limits;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Limits;

/// <summary>
/// Limits in PostgreSQL. First all charges of the batch in one statement, which takes each key that plainly has room; deliveries with a key that has
/// not are reckoned exactly, in a transaction of their own.
/// </summary>
internal sealed class RateLimiter(PostgresDatabase database) : IRateLimiter
{
    public async Task<IReadOnlyList<LimitGrant>> AcquireAsync(IReadOnlyList<IReadOnlyList<LimitCharge>> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return [];
        }

        if (ChargeSums.TryOf(batch) is not { } sums)
        {
            return await database.WriteAsync("acquire limits", (session, token) => LimitWork.AcquireAsync(session, batch, [], token), cancellationToken)
                .ConfigureAwait(false);
        }

        var (grantedAt, refused) = await database.RunAsync("acquire limits", (session, token) => LimitWork.TakeAsync(session, sums, token), cancellationToken)
            .ConfigureAwait(false);
        var grants = new LimitGrant[batch.Count];
        Array.Fill(grants, new LimitGrant(true, false, null, grantedAt));
        return refused.Count == 0
            ? grants
            : await ReckonAsync(batch, grants, grantedAt, refused, cancellationToken).ConfigureAwait(false);
    }

    public Task RefundAsync(IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken) => refunds.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync("refund limits", (session, token) => LimitWork.AcquireAsync(session, [], refunds, token), cancellationToken);

    // A delivery's charges are taken all or none: what was taken of the other keys is given back first.
    private async Task<IReadOnlyList<LimitGrant>> ReckonAsync(
        IReadOnlyList<IReadOnlyList<LimitCharge>> batch, LimitGrant[] grants, DateTimeOffset grantedAt, HashSet<string> refused, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, batch.Count).Where(i => batch[i].Any(c => refused.Contains(c.Key))).ToList();
        var refunds = open.SelectMany(i => batch[i]).Where(c => !refused.Contains(c.Key)).Select(c => new LimitRefund(c, grantedAt)).ToList();
        var reckoned = await database.WriteAsync(
            "acquire limits", (session, token) => LimitWork.AcquireAsync(session, [.. open.Select(i => batch[i])], refunds, token), cancellationToken)
            .ConfigureAwait(false);
        for (var i = 0; i < open.Count; i++)
        {
            grants[open[i]] = reckoned[i];
        }

        return grants;
    }
}
