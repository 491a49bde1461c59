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

    /// <summary>Whether a reason is of the message with this mark.</summary>
    public static bool Carries(string? reason, string mark) => reason?.Contains(mark, StringComparison.Ordinal) == true;

    /// <summary>Whether an earlier run made the change, and it is the last there was, at some tenant.</summary>
    public async Task<bool> IsLastAsync(InboundContext context, IReadOnlyList<ContactKey> keys, bool optedOut, CancellationToken cancellationToken)
    {
        foreach (var contact in (await people.FindAsync(keys, cancellationToken).ConfigureAwait(false)).OfType<Contact>())
        {
            if (await ReadAsync(context, contact, optedOut, cancellationToken).ConfigureAwait(false) is { Opposite: null })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The keys at which a message's change is still to be made or holds: without those where an earlier run made it and the person has asked for the opposite since.
    /// What they wrote to the same account they asked for at all of its tenants.
    /// </summary>
    public async Task<IReadOnlyList<ContactKey>> NotOvertakenAsync(
        InboundContext context, IReadOnlyList<ContactKey> keys, bool optedOut, CancellationToken cancellationToken)
    {
        var left = new List<ContactKey>();
        var found = await people.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        foreach (var (contact, key) in found.Zip(keys))
        {
            if (contact is null || await ReadAsync(context, contact, optedOut, cancellationToken).ConfigureAwait(false) is not { Opposite: { } opposite })
            {
                left.Add(key);
            }
            else if (await FindMessageAsync(opposite.Reason, context, keys, cancellationToken).ConfigureAwait(false) is { } later
                && later.Channel == context.Message.Channel && later.Account == context.Message.Account)
            {
                return [];
            }
        }

        return left;
    }

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

    /// <summary>The message a reason is of; null where it is of none to these tenants.</summary>
    public async Task<InboundRecord?> FindMessageAsync(string? reason, InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        if (!Carries(reason, MarkStart) || !Guid.TryParseExact(reason.AsSpan(reason!.IndexOf(MarkStart, StringComparison.Ordinal) + MarkStart.Length).TrimEnd(')'), "N", out var id))
        {
            return null;
        }

        foreach (var tenant in keys.Select(static k => k.Tenant).Append(context.Tenant).Distinct(StringComparer.Ordinal))
        {
            var page = await inbound.PageAsync(new InboundSelection(tenant) { Id = id }, 1, null, cancellationToken).ConfigureAwait(false);
            if (page.Messages is [var message])
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>What was changed of a person's consent, for all channels or for the message's, in order.</summary>
    public async Task<List<AuditEntry>> ChangesAsync(InboundContext context, Contact contact, CancellationToken cancellationToken) =>
        (await ReadAsync(contact, cancellationToken).ConfigureAwait(false)).FindAll(e => e.Detail is null || e.Detail == context.Message.Channel.Name);

    // Of two that came at the same time, the one that is worked on for the first time now was behind.
    private async Task<bool> CameBeforeAsync(string? reason, InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var stop = await FindMessageAsync(reason, context, keys, cancellationToken).ConfigureAwait(false);
        return stop is not null && (stop.ReceivedAt < context.ReceivedAt || (stop.ReceivedAt == context.ReceivedAt && context.Attempt == 1));
    }

    // What an earlier run of the message changed at a contact; null for nothing.
    private async Task<Change?> ReadAsync(InboundContext context, Contact contact, bool optedOut, CancellationToken cancellationToken)
    {
        var mark = MarkOf(context);
        var changes = await ReadAsync(contact, cancellationToken).ConfigureAwait(false);
        var own = changes.FindLastIndex(e => Carries(e.Reason, mark));
        var opposite = optedOut ? AuditEvents.OptedIn : AuditEvents.OptedOut;
        return own < 0 ? null : new Change(changes.Skip(own).LastOrDefault(e => e.Event == opposite));
    }

    private async Task<List<AuditEntry>> ReadAsync(Contact contact, CancellationToken cancellationToken)
    {
        var entries = await log.TrailAsync(new TrailQuery(contact.Tenant) { ContactId = contact.Id }, cancellationToken).ConfigureAwait(false);
        return [.. entries.Where(e => e.Event is AuditEvents.OptedOut or AuditEvents.OptedIn)];
    }

    /// <summary>A change that a message made.</summary>
    /// <param name="Opposite">What the person has asked for since; null where it is the last there was.</param>
    private sealed record Change(AuditEntry? Opposite);
}
