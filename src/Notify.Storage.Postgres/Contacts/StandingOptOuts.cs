using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>What people opted out of at all tenants, those too that get to know them later.</summary>
internal static class StandingOptOuts
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/standing");

    /// <summary>Writes what a change makes of what stands for addresses.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="hashes">Of the addresses.</param>
    /// <param name="change">The change.</param>
    /// <param name="actor">Who made it.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task ChangeAsync(
        Session session, IEnumerable<byte[]> hashes, ConsentChange change, int actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // In one order, for two that change the same.
        foreach (var hash in hashes.OrderBy(Convert.ToHexString, StringComparer.Ordinal))
        {
            var found = await session.ReadAsync(
                Sql["lock"],
                p => p.With(hash),
                r => new StandingOptOut(StoreTime.ToTime(r.TimeOrNull(0)), r.TextOrNull(1), ChannelOptOuts.Parse(r.TextOrNull(2)), r.GetString(3), change.By),
                cancellationToken).ConfigureAwait(false);
            var known = found.FirstOrDefault();
            var standing = StandingOptOut.After(known, change, now);
            if (standing is null)
            {
                await session.ReadAsync(Sql["remove"], p => p.With(hash), _ => 0, cancellationToken).ConfigureAwait(false);
            }
            else if (standing != known)
            {
                await session.ReadAsync(
                    Sql["save"],
                    p => p.With(hash).With(standing.Since).With(standing.Why).With(standing.Channels == ChannelOptOuts.None ? null : standing.Channels.ToString())
                        .With(standing.Reason).With(actor),
                    _ => 0,
                    cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
