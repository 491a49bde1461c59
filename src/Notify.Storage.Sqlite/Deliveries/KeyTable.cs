using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Idempotency keys: the first notification under a key has it for 30 days.</summary>
internal sealed class KeyTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/key");
    private static readonly long Lifetime = StoreTime.Length(TimeSpan.FromDays(30));

    private readonly Statement _take = connection.Prepare(Sql["take"]);
    private readonly Statement _find = connection.Prepare(Sql["find"]);
    private readonly Statement _dropExpired = connection.Prepare(Sql["drop_expired"]);

    /// <summary>Takes a key for a notification, or tells who has it.</summary>
    public EnqueueResult Take(NewNotification notification, string key, long now)
    {
        _take.Bind(1, notification.Tenant).Bind(2, key).Bind(3, notification.Id).Bind(4, notification.ContentHash).Bind(5, now + Lifetime).Bind(6, now);
        if (_take.Change() > 0)
        {
            return new EnqueueResult(notification.Id, false, false);
        }

        _find.Bind(1, notification.Tenant).Bind(2, key);
        _find.Step();
        var first = new EnqueueResult(_find.Id(0), true, _find.Number(1) != notification.ContentHash);
        _find.Reset();
        return first;
    }

    /// <returns>How many keys went.</returns>
    public int DropExpired(long now, int limit) => _dropExpired.Bind(1, now).Bind(2, limit).Change();
}
