using Notify.Auditing;
using Notify.Contacts;
using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>
/// Which of the messages that asked for the same is confirmed: one, however many there are and whichever tenants they were for. Each of several at once may have been
/// first at some tenant; the one at the first of them confirms, and whoever comes later sees that it does. Call it once the message's own changes are made.
/// </summary>
internal sealed class FirstWord(AccountPeople people, ConsentTrail trail)
{
    // Longer than a message is tried again: within it, one confirmation is enough whatever was left undone.
    private static readonly TimeSpan SameAsking = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether an opt-out is this message's to confirm. The store keeps the first reason: this message's, in whichever run, or that of an opt-out before it. Where the
    /// app or an operator opted the person out, nobody has told them yet: the first message that asks for it since is confirmed.
    /// </summary>
    public Task<bool> IsOptOutAsync(InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) => DecideAsync(
        context,
        keys,
        async person =>
        {
            var ofChannel = person.ChannelOptOuts.Find(context.Message.Channel);
            List<(DateTimeOffset? At, string? Reason)> reasons = [(person.OptedOutAt, person.OptOutReason), (ofChannel?.At, ofChannel?.Reason)];
            return person.IsErased || reasons.Exists(r => ConsentTrail.IsOfMessage(r.Reason)) ? reasons
                : (await SinceAsync(AuditEvents.OptedIn, context, person, cancellationToken).ConfigureAwait(false)).Where(r => ConsentTrail.IsOfMessage(r.Reason)).Take(1);
        },
        cancellationToken);

    /// <summary>Whether an opt-in is this message's to confirm. A contact keeps no reason of it: the trail has what came since the last opt-out.</summary>
    public Task<bool> IsOptInAsync(InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) => DecideAsync(
        context,
        keys,
        person => SinceAsync(AuditEvents.OptedOut, context, person, cancellationToken),
        cancellationToken);

    // What was asked for since the opposite was.
    private async Task<IEnumerable<(DateTimeOffset? At, string? Reason)>> SinceAsync(
        string opposite, InboundContext context, Contact person, CancellationToken cancellationToken)
    {
        var changes = await trail.ChangesAsync(context, person, cancellationToken).ConfigureAwait(false);
        return changes.Skip(changes.FindLastIndex(e => e.Event == opposite) + 1).Select(e => ((DateTimeOffset?)e.At, e.Reason));
    }

    private async Task<bool> DecideAsync(
        InboundContext context,
        IReadOnlyList<ContactKey> keys,
        Func<Contact, Task<IEnumerable<(DateTimeOffset? At, string? Reason)>>> read,
        CancellationToken cancellationToken)
    {
        var mark = ConsentTrail.MarkOf(context);
        var found = await people.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        foreach (var person in found.OfType<Contact>().OrderBy(c => c.Tenant, StringComparer.Ordinal).ThenBy(c => c.Id))
        {
            foreach (var (at, reason) in await read(person).ConfigureAwait(false))
            {
                if (ConsentTrail.Carries(reason, mark))
                {
                    return true;
                }

                if (at > context.ReceivedAt - SameAsking && await IsSameAsync(reason, context, keys, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return false;
    }

    // One to another account asked for the same only if it reached all the tenants that this one does.
    private async Task<bool> IsSameAsync(string? reason, InboundContext context, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) =>
        await trail.FindMessageAsync(reason, context, keys, cancellationToken).ConfigureAwait(false) is { } other
        && ((other.Channel == context.Message.Channel && other.Account == context.Message.Account)
            || await people.IsHeardByAllAsync(keys, other.Channel, other.Account, cancellationToken).ConfigureAwait(false));
}
