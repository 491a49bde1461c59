using Notify.Contacts;

namespace Notify.Queueing;

/// <summary>The routes of one call: thousands of notifications share a few, so each is found once. Not thread-safe.</summary>
/// <param name="find">Finds one.</param>
internal sealed class RouteBook(Func<Notification, Channel, string?, Contact, Route> find)
{
    private readonly Dictionary<RouteKey, Route> _routes = [];
    private (RouteKey Key, Route? Route) _last;

    public Route Get(Notification notification, Channel channel, string? account, Contact contact)
    {
        var key = new RouteKey(
            notification.Tenant, channel, account, notification.TemplateKey, notification.Locale, contact.Locale, notification.Domain, notification.Priority,
            notification.WindowTemplate);
        if (_last.Route is { } last && _last.Key == key)
        {
            return last;
        }

        if (!_routes.TryGetValue(key, out var route))
        {
            _routes.Add(key, route = find(notification, channel, account, contact));
        }

        _last = (key, route);
        return route;
    }

    public void Clear()
    {
        _routes.Clear();
        _last = default;
    }
}
