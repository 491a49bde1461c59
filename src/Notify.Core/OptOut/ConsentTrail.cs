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
    public static bool IsOfMessage(string? reason) => Carries(reason, MarkStart);

    /// <summary>Whether a reason is of the message with this mark.</summary>
    public static bool Carries(string? reason, string mark) => reason?.Contains(mark, StringComparison.Ordinal) == true;

    /// <summary>Whether an earlier run of the message opted the person in, and they have not opted out since, at some tenant.</summary>
    public async Task<bool> IsLastOptInAsync(InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        foreach (var contact in (await people.FindAsync(keys, cancellationToken).ConfigureAwait(false)).OfType<Contact>())
        {
            var changes = await ChangesAsync(context, contact, cancellationToken).ConfigureAwait(false);
            var own = FindOwn(changes, context);
            if (own >= 0 && !changes.Skip(own).Any(static e => e.Event == AuditEvents.OptedOut))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The keys at which a message's opt-out is still to be made or holds: without those where the person has opted in since an earlier run made it, or by a message that
    /// came later. What they wrote to the same account they asked for at all of its tenants.
    /// </summary>
    public async Task<IReadOnlyList<ContactKey>> NotOvertakenAsync(InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var left = new List<ContactKey>();
        var found = await people.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        foreach (var (contact, key) in found.Zip(keys))
        {
            if (contact is null || await FindLaterOptInAsync(context, contact, keys, cancellationToken).ConfigureAwait(false) is not { } optIn)
            {
                left.Add(key);
            }
            else if (await FindMessageAsync(optIn.Reason, context, keys, cancellationToken).ConfigureAwait(false) is { } later
                && later.Channel == context.Message.Channel && later.Account == context.Message.Account)
            {
                return [];
            }
        }

        return left;
    }

    /// <summary>
    /// Which of these contacts asked to be opted out after a message came, though they were before. An opt-out by a message counts from when that one came, however late it
    /// was heeded.
    /// </summary>
    public async Task<HashSet<Guid>> LaterAsync(
        InboundContext context, IReadOnlyList<Contact> optedOut, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var later = new HashSet<Guid>();
        foreach (var contact in optedOut)
        {
            var ofChannel = contact.ChannelOptOuts.Find(context.Message.Channel);
            var first = contact.OptedOutAt is { } all ? (all, contact.OptOutReason) : (ofChannel!.At, ofChannel.Reason);
            var changes = await ChangesAsync(context, contact, cancellationToken).ConfigureAwait(false);
            foreach (var (at, reason) in changes.Where(static e => e.Event == AuditEvents.OptedOut).Select(static e => (e.At, e.Reason)).Prepend(first))
            {
                if (at > context.ReceivedAt && await OrderAsync(reason, context, keys, cancellationToken).ConfigureAwait(false) is null or > 0)
                {
                    later.Add(contact.Id);
                    break;
                }
            }
        }

        return later;
    }

    /// <summary>The message a reason is of; null where it is of none to these tenants.</summary>
    public async Task<InboundRecord?> FindMessageAsync(string? reason, InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        if (!IsOfMessage(reason) || !Guid.TryParseExact(reason.AsSpan(reason!.IndexOf(MarkStart, StringComparison.Ordinal) + MarkStart.Length).TrimEnd(')'), "N", out var id))
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

    /// <summary>What was asked for of a person's consent, for all channels or for the message's, in order. Asking is noted also where it changes nothing.</summary>
    public async Task<List<AuditEntry>> ChangesAsync(InboundContext context, Contact contact, CancellationToken cancellationToken)
    {
        var entries = await log.TrailAsync(new TrailQuery(contact.Tenant) { ContactId = contact.Id }, cancellationToken).ConfigureAwait(false);
        return [.. entries.Where(e => e.Event is AuditEvents.OptedOut or AuditEvents.OptedIn && (e.Detail is null || e.Detail == context.Message.Channel.Name))];
    }

    // Below 0 where a reason's message came before this one, above 0 where it came after; null where the reason is of none to these tenants.
    private async Task<int?> OrderAsync(string? reason, InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var other = await FindMessageAsync(reason, context, keys, cancellationToken).ConfigureAwait(false);
        if (other is null || other.ReceivedAt != context.ReceivedAt)
        {
            return other?.ReceivedAt.CompareTo(context.ReceivedAt);
        }

        var own = await FindMessageAsync(MarkOf(context), context, keys, cancellationToken).ConfigureAwait(false);
        return own is null ? null : other.Number.CompareTo(own.Number);
    }

    // Whoever opts in to one channel has not ended an opt-out of all.
    private async Task<AuditEntry?> FindLaterOptInAsync(InboundContext context, Contact contact, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(context, contact, cancellationToken).ConfigureAwait(false);
        if (FindOwn(changes, context) is >= 0 and var own)
        {
            return changes.Skip(own).LastOrDefault(e => e.Event == AuditEvents.OptedIn && (e.Detail is null || changes[own].Detail is not null));
        }

        foreach (var optIn in changes.Where(e => e.Event == AuditEvents.OptedIn && e.At >= context.ReceivedAt && IsOfMessage(e.Reason)))
        {
            // One whose message is not found may be older: the opt-out counts then.
            if (await OrderAsync(optIn.Reason, context, keys, cancellationToken).ConfigureAwait(false) > 0)
            {
                return optIn;
            }
        }

        return null;
    }

    // The last that a run of the message made; below 0 for none.
    private static int FindOwn(List<AuditEntry> changes, InboundContext context)
    {
        var mark = MarkOf(context);
        return changes.FindLastIndex(e => Carries(e.Reason, mark));
    }
}
