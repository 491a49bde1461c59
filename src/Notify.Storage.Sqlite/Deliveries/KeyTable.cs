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
    private readonly Statement _dropIfExpired = connection.Prepare(Sql["drop_if_expired"]);
    private readonly Statement _oldest = connection.Prepare(Sql["oldest"]);
    private readonly Statement _dropUpTo = connection.Prepare(Sql["drop_up_to"]);

    /// <summary>Takes a key for a notification, or tells who has it.</summary>
    public EnqueueResult Take(NewNotification notification, string key, long now)
    {
        if (TryTake(notification, key, now)
            || (_dropIfExpired.Bind(1, notification.Tenant).Bind(2, key).Bind(3, now).Change() > 0 && TryTake(notification, key, now)))
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

    /// <summary>Drops the oldest keys, as far as their time is over.</summary>
    /// <returns>How many went.</returns>
    public int DropExpired(long now, int limit)
    {
        var last = 0L;
        _oldest.Bind(1, limit);
        while (_oldest.Step())
        {
            if (_oldest.Number(1) > now)
            {
                _oldest.Reset();
                break;
            }

            last = _oldest.Number(0);
        }

        return last == 0 ? 0 : _dropUpTo.Bind(1, last).Change();
    }

    private bool TryTake(NewNotification notification, string key, long now) =>
        _take.Bind(1, notification.Tenant).Bind(2, key).Bind(3, notification.Id).Bind(4, notification.ContentHash).Bind(5, now + Lifetime).Change() > 0;
}
