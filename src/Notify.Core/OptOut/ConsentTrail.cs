using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Inbound;
using Notify.Inbox;

namespace Notify.OptOut;

/// <summary>What messages have changed of the person's consent, and in which order.</summary>
internal sealed class ConsentTrail(AccountPeople people, IDeliveryLog log, IInboundLog inbound)
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

    /// <summary>Which of these contacts opted out after a message came. An opt-out by a message counts from when that one came, however late it was heeded.</summary>
    public async Task<HashSet<Guid>> LaterAsync(
        InboundContext context, IReadOnlyList<Contact> optedOut, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var later = new HashSet<Guid>();
        foreach (var contact in optedOut)
        {
            var ofChannel = contact.ChannelOptOuts.Find(context.Message.Channel);
            var (at, reason) = contact.OptedOutAt is { } all ? (all, contact.OptOutReason) : (ofChannel!.At, ofChannel.Reason);
            if (at > context.ReceivedAt && !await CameBeforeAsync(reason, context, keys, cancellationToken).ConfigureAwait(false))
            {
                later.Add(contact.Id);
            }
        }

        return later;
    }

    // Of two that came at the same time, the one that is worked on for the first time now was behind.
    private async Task<bool> CameBeforeAsync(string? reason, InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        if (!IsMarked(reason) || !Guid.TryParseExact(reason.AsSpan(reason!.IndexOf(MarkStart, StringComparison.Ordinal) + MarkStart.Length).TrimEnd(')'), "N", out var id))
        {
            return false;
        }

        foreach (var tenant in keys.Select(static k => k.Tenant).Append(context.Tenant).Distinct(StringComparer.Ordinal))
        {
            var page = await inbound.PageAsync(new InboundSelection(tenant) { Id = id }, 1, null, cancellationToken).ConfigureAwait(false);
            if (page.Messages is [var stop])
            {
                return stop.ReceivedAt < context.ReceivedAt || (stop.ReceivedAt == context.ReceivedAt && context.Attempt == 1);
            }
        }

        return false;
    }

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
