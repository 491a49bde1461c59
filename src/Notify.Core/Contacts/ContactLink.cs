using Notify.Auditing;
using Notify.Deliveries;

namespace Notify.Contacts;

/// <summary>Two addresses turned out to be one person's.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="First">The one whose contact stays where both have one: a phone number before a WhatsApp user's id, an old address before the new one.</param>
/// <param name="Second">The other one.</param>
/// <param name="By">Who says so, for the audit trail: <c>provider</c>, an operator's name.</param>
public sealed record ContactLink(string Tenant, Address First, Address Second, string By)
{
    /// <summary>The first one's key.</summary>
    public ContactKey FirstKey => new(Tenant, First);

    /// <summary>The second one's key.</summary>
    public ContactKey SecondKey => new(Tenant, Second);

    /// <summary>Which of two different contacts stays: the first, unless it is erased and the second is not. Pure; stores call it.</summary>
    public static (Contact Stays, Contact Goes) Choose(Contact first, Contact second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.IsErased && !second.IsErased ? (second, first) : (first, second);
    }

    /// <summary>What a joined contact is opted out of, as changes: what it has waiting is cancelled by each. Pure; stores call it.</summary>
    public IEnumerable<ConsentChange> OptOuts(Contact joined)
    {
        ArgumentNullException.ThrowIfNull(joined);
        var all = new ConsentChange(FirstKey, true, AuditEvents.Linked, By);
        return joined.IsOptedOut ? [all] : joined.ChannelOptOuts.All().Select(one => all with { Channel = one.Channel });
    }

    /// <summary>
    /// The contact that stays, with what another one that is the same person had: opted out since the earlier of the two where either did, no SMS and no marketing
    /// where either wants none, and of all else its own before the other's. The two addresses of the link become the ones learned of last. Of an erased contact
    /// nothing but the opt-out is taken. Pure; stores call it.
    /// </summary>
    /// <param name="stays">The contact that stays; not erased.</param>
    /// <param name="goes">The contact that goes up in it.</param>
    public Contact Join(Contact stays, Contact goes)
    {
        ArgumentNullException.ThrowIfNull(stays);
        ArgumentNullException.ThrowIfNull(goes);
        var isFirst = goes.OptedOutAt is { } at && !(stays.OptedOutAt <= at);
        var joined = stays with
        {
            OptedOutAt = isFirst ? goes.OptedOutAt : stays.OptedOutAt,
            OptOutReason = isFirst ? goes.OptOutReason ?? (goes.IsErased ? Reasons.Erased : null) : stays.OptOutReason,
        };
        joined = goes.ChannelOptOuts.All().Aggregate(joined, (contact, one) => contact with { ChannelOptOuts = contact.ChannelOptOuts.With(one) });
        return goes.IsErased ? joined : joined with
        {
            Linked = LinkedAddresses.Of([.. stays.Addresses().Concat(goes.Addresses()).Except([First, Second]), First, Second]),
            QuietHours = stays.QuietHours ?? goes.QuietHours,
            Locale = stays.Locale ?? goes.Locale,
            Zone = stays.Zone ?? goes.Zone,
            AllowsSms = stays.AllowsSms && goes.AllowsSms,
            AllowsMarketing = stays.AllowsMarketing && goes.AllowsMarketing,
            MarketingAt = stays.MarketingAt > goes.MarketingAt ? stays.MarketingAt : goes.MarketingAt ?? stays.MarketingAt,
            PreferredChannel = stays.PreferredChannel ?? goes.PreferredChannel,
            LastChannel = stays.LastChannel ?? goes.LastChannel,
            Facts = stays.Facts.Or(goes.Facts),
        };
    }
}
