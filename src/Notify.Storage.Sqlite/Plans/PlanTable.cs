using Notify.Deliveries;
using Notify.Plans;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Plans;

/// <summary>Who takes whose place, and when.</summary>
internal sealed class PlanTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Plans/plan");

    private readonly Statement _precede = connection.Prepare(Sql["precede"]);
    private readonly Statement _hold = connection.Prepare(Sql["hold"]);
    private readonly Statement _awaitDelivery = connection.Prepare(Sql["await_delivery"]);
    private readonly Statement _postpone = connection.Prepare(Sql["postpone"]);
    private readonly Statement _fireAt = connection.Prepare(Sql["fire_at"]);
    private readonly Statement _awaitedChannels = connection.Prepare(Sql["awaited_channels"]);
    private readonly Statement _mayTellSince = connection.Prepare(Sql["may_tell_since"]);
    private readonly Statement _awaited = connection.Prepare(Sql["awaited"]);
    private readonly Statement _unsent = connection.Prepare(Sql["unsent"]);
    private readonly Statement _fallBack = connection.Prepare(Sql["fall_back"]);
    private readonly Statement _neverTookOver = connection.Prepare(Sql["never_took_over"]);
    private readonly Dictionary<Guid, MovedPrimary> _moved = [];

    /// <summary>Binds a delivery that was stored just now to the one it waits for.</summary>
    public void Hold(Guid primaryId, in FallbackRule rule)
    {
        _precede.Bind(1, primaryId).Bind(2, rule.DeliveryId).Run();
        _hold.Bind(1, rule.DeliveryId).Bind(2, primaryId).Bind(3, StoreTime.Length(rule.After))
            .Bind(4, rule.UnsentAfter is { } wait ? StoreTime.Length(wait) : null).Run();
    }

    /// <summary>Notes that a delivery with a fallback has moved; what it comes to in the end counts.</summary>
    public void Note(Guid fallbackId, in MovedPrimary moved) => _moved[fallbackId] = moved;

    /// <summary>What has moved since the last look, by the deliveries that wait for it.</summary>
    public IReadOnlyList<KeyValuePair<Guid, MovedPrimary>> TakeMoved()
    {
        if (_moved.Count == 0)
        {
            return [];
        }

        KeyValuePair<Guid, MovedPrimary>[] moved = [.. _moved];
        _moved.Clear();
        return moved;
    }

    public void Forget() => _moved.Clear();

    /// <summary>The wait for delivery begins, unless it has begun before.</summary>
    public void AwaitDelivery(Guid id, long since) => _awaitDelivery.Bind(1, id).Bind(2, since).Run();

    /// <summary>The time to be sent in begins anew, unless the delivery has been sent.</summary>
    public void Postpone(Guid id, long due) => _postpone.Bind(1, id).Bind(2, due).Run();

    public void FireAt(Guid id, long at) => _fireAt.Bind(1, id).Bind(2, at).Run();

    /// <summary>Notes with a delivery that another has taken its place.</summary>
    public void FallBack(Guid primaryId) => _fallBack.Bind(1, primaryId).Run();

    /// <summary>Held deliveries whose clock is over, the longest first; none that a webhook still holds up.</summary>
    public List<DueFallback> Due(long now, int limit)
    {
        var (unread, refused) = (now - StoreTime.Length(FallbackRules.UnreadHolds), now - StoreTime.Length(FallbackRules.RefusedHolds));
        var due = new List<DueFallback>();
        Read(_unsent.Bind(1, now).Bind(2, limit).Bind(3, unread).Bind(4, refused), due);
        foreach (var channel in AwaitedChannels())
        {
            var since = _mayTellSince.Bind(1, channel).Bind(2, unread).Bind(3, refused).Number() ?? long.MaxValue;
            Read(_awaited.Bind(1, channel).Bind(2, now).Bind(3, since).Bind(4, limit), due);
        }

        return [.. due.OrderBy(d => d.FiresAt).Take(limit)];
    }

    private List<string> AwaitedChannels()
    {
        var channels = new List<string>();
        while (_awaitedChannels.Step())
        {
            channels.Add(_awaitedChannels.Text(0));
        }

        return channels;
    }

    private static void Read(Statement rows, List<DueFallback> due)
    {
        while (rows.Step())
        {
            due.Add(new DueFallback(rows.Id(0), rows.Id(1), rows.NumberOrNull(2), rows.Number(3)));
        }
    }

    /// <summary>Whether a row is that of a delivery which was held and never took the place.</summary>
    public bool NeverTookOver(long row) => _neverTookOver.Bind(1, row).Number() is not null;
}
