using Notify.Limits;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Limits;

/// <summary>Takes charges: at a glance, or reckoned under the keys' locks.</summary>
internal static class LimitWork
{
    private static readonly SqlFile Sql = SqlFile.Of("Limits/limit");

    /// <summary>Takes what plainly has room.</summary>
    /// <returns>When, and the keys that were not taken.</returns>
    public static async Task<(DateTimeOffset GrantedAt, HashSet<string> Refused)> TakeAsync(
        Session session, ChargeSums sums, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["take"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(sums.Keys).With(sums.Costs).With(sums.Limits).With(sums.Spans);
        var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = row.ConfigureAwait(false);
        await row.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (StoreTime.ToTime(row.GetDateTime(0)), row.GetFieldValue<string[]>(1).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Gives back and takes, exactly. Inside a transaction.</summary>
    public static async Task<IReadOnlyList<LimitGrant>> AcquireAsync(
        Session session, IReadOnlyList<IReadOnlyList<LimitCharge>> batch, IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken)
    {
        string[] keys = [.. batch.SelectMany(charges => charges).Select(c => c.Key).Concat(refunds.Select(r => r.Charge.Key)).Distinct(StringComparer.Ordinal)];
        Array.Sort(keys, StringComparer.Ordinal);
        var (now, logs) = await LockAsync(session, keys, cancellationToken).ConfigureAwait(false);
        var ledger = new LimitLedger(now, key => logs[key]);
        foreach (var refund in refunds)
        {
            ledger.Return(refund);
        }

        var grants = batch.Select(ledger.Acquire).ToList();
        await WriteAsync(session, ledger, now, cancellationToken).ConfigureAwait(false);
        return grants;
    }

    private static async Task<(DateTimeOffset Now, Dictionary<string, GrantLog> Logs)> LockAsync(
        Session session, string[] keys, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["lock"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(keys);
        var logs = new Dictionary<string, GrantLog>(keys.Length, StringComparer.Ordinal);
        var now = default(DateTimeOffset);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // Keys answer in turn; one moment holds for all.
            now = now == default ? StoreTime.ToTime(rows.GetDateTime(0)) : now;
            logs.Add(rows.GetString(1), GrantCodec.Read(rows.GetFieldValue<long[]>(3), rows.GetInt64(2)));
        }

        return (now, logs);
    }

    private static async Task WriteAsync(Session session, LimitLedger ledger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = ledger.Changed.ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        var grants = new List<long>();
        var ends = new int[changed.Length];
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i].Value.Prune(now.UtcTicks);
            GrantCodec.Write(changed[i].Value, grants);
            ends[i] = grants.Count;
        }

        var command = session.Command(Sql["write"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters
            .With(Array.ConvertAll(changed, static c => c.Key)).With(Array.ConvertAll(changed, static c => ChargeSums.Micros(c.Value.Window)))
            .With(Array.ConvertAll(changed, static c => GrantCodec.Micros(c.Value.IdleAt))).With(Array.ConvertAll(changed, static c => c.Value.Limit))
            .With(Array.ConvertAll(changed, static c => c.Value.Granted.Sum(g => g.Count))).With(ends).With(grants.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
