using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>What an earlier run of a message has changed of the person's consent, and whether that still stands. Read only when a message is tried again.</summary>
internal sealed class ConsentTrail(AccountPeople people, IDeliveryLog log)
{
    private const string MarkStart = "(inbound ";

    /// <summary>What the reasons of a message's changes hold, to be known again by.</summary>
    public static string MarkOf(InboundContext context) => $"{MarkStart}{context.Id:N}";

    /// <summary>Whether a reason is of any message.</summary>
    public static bool IsMarked(string? reason) => Carries(reason, MarkStart);

    /// <summary>Whether a reason is of the message with this mark.</summary>
    public static bool Carries(string? reason, string mark) => reason?.Contains(mark, StringComparison.Ordinal) == true;

    /// <summary>Whether an earlier run made the change, and it is the last there was, at some tenant.</summary>
    public async Task<bool> IsLastAsync(InboundContext context, IReadOnlyList<ContactKey> keys, bool optedOut, CancellationToken cancellationToken) =>
        (await ReadAsync(context, keys, optedOut, cancellationToken).ConfigureAwait(false)).Contains(Place.Last);

    /// <summary>Whether an earlier run made the change, and the person has asked for the opposite since.</summary>
    public async Task<bool> IsOvertakenAsync(InboundContext context, IReadOnlyList<ContactKey> keys, bool optedOut, CancellationToken cancellationToken) =>
        (await ReadAsync(context, keys, optedOut, cancellationToken).ConfigureAwait(false)).Contains(Place.Overtaken);

    private async Task<List<Place>> ReadAsync(InboundContext context, IReadOnlyList<ContactKey> keys, bool optedOut, CancellationToken cancellationToken)
    {
        var mark = MarkOf(context);
        var places = new List<Place>();
        foreach (var contact in (await people.FindAsync(keys, cancellationToken).ConfigureAwait(false)).OfType<Contact>())
        {
            var entries = await log.TrailAsync(new TrailQuery(contact.Tenant) { ContactId = contact.Id }, cancellationToken).ConfigureAwait(false);
            var changes = entries.Where(e => e.Event is AuditEvents.OptedOut or AuditEvents.OptedIn).ToList();
            var own = changes.FindLastIndex(e => Carries(e.Reason, mark));
            if (own >= 0)
            {
                var opposite = optedOut ? AuditEvents.OptedIn : AuditEvents.OptedOut;
                places.Add(changes.FindIndex(own, e => e.Event == opposite) >= 0 ? Place.Overtaken : Place.Last);
            }
        }

        return places;
    }

    private enum Place
    {
        Last,
        Overtaken,
    }
}
