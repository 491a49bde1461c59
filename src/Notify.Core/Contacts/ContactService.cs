using Microsoft.Extensions.Options;
using Notify.Hosting;
using Notify.Policies;
using Notify.Queueing;

namespace Notify.Contacts;

/// <summary>The app's calls over the contact store.</summary>
internal sealed class ContactService(
    Readiness readiness, IContactStore store, IErasure erasure, IOptions<QuietHoursOptions> quietHours, IOptions<QueueingOptions> queueing) : IContacts
{
    private readonly Market? _home = Markets.Find(queueing.Value.DefaultRegion);

    public async Task<Contact?> FindAsync(string tenant, string recipient, CancellationToken cancellationToken = default)
    {
        var key = Key(tenant, recipient);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return (await store.FindAsync([key], cancellationToken).ConfigureAwait(false)).Contacts[0];
    }

    public async Task<Contact> SaveAsync(string tenant, string recipient, ContactPreferences preferences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        var key = Key(tenant, recipient);
        Check(preferences);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await store.SaveAsync(key, preferences, cancellationToken).ConfigureAwait(false);
    }

    public Task<int> OptOutAsync(string tenant, string recipient, string reason, Channel? channel = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(new ConsentChange(Key(tenant, recipient), true, reason, "app") { Channel = Checked(channel) }, cancellationToken);

    public Task OptInAsync(string tenant, string recipient, string reason, Channel? channel = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(new ConsentChange(Key(tenant, recipient), false, reason, "app") { Channel = Checked(channel) }, cancellationToken);

    public async Task<ErasureReport> EraseAsync(
        string tenant, string recipient, string reason, string by = "app", CancellationToken cancellationToken = default)
    {
        var request = new ErasureRequest(Key(tenant, recipient), reason, by);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await erasure.EraseAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ChangeAsync(ConsentChange change, CancellationToken cancellationToken)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await store.SetConsentAsync(change, cancellationToken).ConfigureAwait(false);
    }

    private static Channel? Checked(Channel? channel) => channel is { Name.Length: 0 }
        ? throw new InvalidNotificationException([new NotificationError("Channel", NotificationErrorCodes.Malformed, "Name the channel, or leave it null for all.")])
        : channel;

    private ContactKey Key(string tenant, string recipient)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return Recipients.Parse(recipient, _home, out var address) is { } error
            ? throw new InvalidNotificationException([error])
            : new ContactKey(tenant, address);
    }

    private void Check(ContactPreferences preferences)
    {
        var errors = new List<NotificationError>();
        if (preferences.Zone is { } zone && Zones.Find(zone) is null)
        {
            errors.Add(new("Zone", NotificationErrorCodes.ZoneUnknown, $"'{zone}' is not in the IANA time zone database; use a name such as Africa/Kigali."));
        }

        if (preferences.QuietHours is { } hours && (hours.Start ?? quietHours.Value.Start) == (hours.End ?? quietHours.Value.End))
        {
            errors.Add(new("QuietHours", NotificationErrorCodes.Malformed, "Start and end are the same, with the defaults put in for what is not given; give two different times, or opt the person out."));
        }

        if (preferences.PreferredChannel is { Name.Length: 0 })
        {
            errors.Add(new("PreferredChannel", NotificationErrorCodes.Malformed, "Name the channel, or leave it null."));
        }

        if (errors.Count > 0)
        {
            throw new InvalidNotificationException(errors);
        }
    }
}
