using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Notifications as the columns that function <c>enqueue</c> takes. Keys are sorted and once each: the first of the batch has it.</summary>
internal sealed class EnqueueBatch
{
    private static readonly Comparer<(string Tenant, string Key)> ByKey = Comparer<(string Tenant, string Key)>.Create(static (one, other) =>
        string.CompareOrdinal(one.Tenant, other.Tenant) is var byTenant && byTenant != 0 ? byTenant : string.CompareOrdinal(one.Key, other.Key));

    private readonly IReadOnlyList<NewNotification> _notifications;
    private readonly NewNotification[] _keyed;

    // For each notification: the number of its key, from 1; 0 for none.
    private readonly int[] _keyNumbers;

    /// <param name="notifications">What to store.</param>
    /// <param name="flowIds">The flow of each delivery, in order.</param>
    public EnqueueBatch(IReadOnlyList<NewNotification> notifications, int[] flowIds)
    {
        _notifications = notifications;
        FlowIds = flowIds;
        (_keyed, _keyNumbers) = TakeKeys(notifications);
        KeyTenants = Array.ConvertAll(_keyed, static n => n.Tenant);
        Keys = Array.ConvertAll(_keyed, static n => n.IdempotencyKey);
        KeyIds = Array.ConvertAll(_keyed, static n => n.Id);
        KeyHashes = Array.ConvertAll(_keyed, static n => n.ContentHash);
        Deliveries = new NewDelivery[flowIds.Length];
        Owners = new int[flowIds.Length];
        var next = 0;
        for (var i = 0; i < notifications.Count; i++)
        {
            foreach (var delivery in notifications[i].Deliveries)
            {
                Deliveries[next] = delivery;
                Owners[next++] = OwnerOf(i);
            }
        }

        var times = Deliveries.Select(static d => IdTime.Of(d.Id)).ToArray();
        (First, Last) = (times.Min(), times.Max());
    }

    public string?[] KeyTenants { get; }

    public string?[] Keys { get; }

    public Guid[] KeyIds { get; }

    public long[] KeyHashes { get; }

    public NewDelivery[] Deliveries { get; }

    public int[] FlowIds { get; }

    /// <summary>The number of each delivery's key, from 1; 0 for none, -1 where an earlier one of the batch has it.</summary>
    public int[] Owners { get; }

    /// <summary>The earliest time in an id.</summary>
    public DateTime First { get; }

    /// <summary>The latest time in an id.</summary>
    public DateTime Last { get; }

    public T[] Column<T>(Converter<NewDelivery, T> value) => Array.ConvertAll(Deliveries, value);

    /// <summary>The answers, with the keys that others have.</summary>
    public EnqueueResult[] Answer(IReadOnlyDictionary<int, (Guid NotificationId, long ContentHash)> refused)
    {
        var results = new EnqueueResult[_notifications.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var notification = _notifications[i];
            var number = _keyNumbers[i];
            if (number == 0)
            {
                results[i] = new EnqueueResult(notification.Id, false, false);
                continue;
            }

            var first = _keyed[number - 1];
            var isRefused = refused.TryGetValue(number, out var other);
            var (id, hash) = isRefused ? other : (first.Id, first.ContentHash);
            var isDuplicate = isRefused || OwnerOf(i) < 0;
            results[i] = new EnqueueResult(id, isDuplicate, isDuplicate && hash != notification.ContentHash);
        }

        return results;
    }

    private static (NewNotification[] Keyed, int[] Numbers) TakeKeys(IReadOnlyList<NewNotification> notifications)
    {
        var firsts = new Dictionary<(string Tenant, string Key), NewNotification>(notifications.Count);
        foreach (var notification in notifications)
        {
            if (notification.IdempotencyKey is { } key)
            {
                firsts.TryAdd((notification.Tenant, key), notification);
            }
        }

        var sorted = firsts.Keys.ToArray();
        Array.Sort(sorted, ByKey);
        var keyed = new NewNotification[sorted.Length];
        var numbers = new Dictionary<(string Tenant, string Key), int>(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            keyed[i] = firsts[sorted[i]];
            numbers[sorted[i]] = i + 1;
        }

        return (keyed, [.. notifications.Select(n => n.IdempotencyKey is { } key ? numbers[(n.Tenant, key)] : 0)]);
    }

    private int OwnerOf(int index)
    {
        var number = _keyNumbers[index];
        return number == 0 || ReferenceEquals(_keyed[number - 1], _notifications[index]) ? number : -1;
    }
}
