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

        var (id, hash) = Find(notification.Tenant, key, now)!.Value;
        return new EnqueueResult(id, true, hash != notification.ContentHash);
    }

    /// <summary>Who has a key, or null.</summary>
    public (Guid NotificationId, long ContentHash)? Find(string tenant, string key, long now)
    {
        if (!_find.Bind(1, tenant).Bind(2, key).Bind(3, now).Step())
        {
            return null;
        }

        var found = (_find.Id(0), _find.Number(1));
        _find.Reset();
        return found;
    }

    /// <returns>How many keys went.</returns>
    public int DropExpired(long now, int limit) => _dropExpired.Bind(1, now).Bind(2, limit).Change();
}
