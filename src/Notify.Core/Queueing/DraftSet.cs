using Notify.Contacts;

namespace Notify.Queueing;

/// <summary>The notifications of a call, checked one by one, and whom they are for: each person once.</summary>
internal sealed class DraftSet
{
    private readonly List<ContactKey> _keys = [];

    public DraftSet(IReadOnlyCollection<Notification> notifications, Market? home)
    {
        Drafts = new Draft[notifications.Count];
        var places = new Dictionary<ContactKey, int>();
        var errors = new List<NotificationError>();
        var next = 0;
        foreach (var notification in notifications)
        {
            _ = notification ?? throw new ArgumentException("A notification of the batch is null.", nameof(notifications));
            errors.Clear();
            var address = NotificationShape.Check(notification, home, errors);
            Drafts[next++] = errors.Count > 0
                ? new Draft(notification, address, [.. errors], -1)
                : new Draft(notification, address, [], Place(new ContactKey(notification.Tenant, address), places));
        }
    }

    public Draft[] Drafts { get; }

    /// <summary>Whom to look up.</summary>
    public IReadOnlyList<ContactKey> Keys => _keys;

    private int Place(in ContactKey key, Dictionary<ContactKey, int> places)
    {
        // Messages to one person mostly come together.
        if (_keys.Count > 0 && _keys[^1] == key)
        {
            return _keys.Count - 1;
        }

        if (!places.TryGetValue(key, out var place))
        {
            places.Add(key, place = _keys.Count);
            _keys.Add(key);
        }

        return place;
    }
}
