namespace Notify.Contacts;

/// <summary>A person opts out or back in.</summary>
/// <param name="Key">Who.</param>
/// <param name="OptedOut">True to opt out, false to opt back in.</param>
/// <param name="Reason">Why, in words for the audit trail; no personal data.</param>
/// <param name="By">Who recorded it: <c>app</c>, <c>contact</c>, an operator's name.</param>
public sealed record ConsentChange(ContactKey Key, bool OptedOut, string Reason, string By)
{
    /// <summary>The one channel it is about. Null, the default: all of them; opting in then ends every opt-out.</summary>
    public Channel? Channel { get; init; }

    /// <summary>
    /// Whether it stands for tenants, too, that do not know the person yet: what they said to an account that serves all of them. Default false. Opting out so is kept for
    /// each of the contact's addresses, as its hash, and whoever becomes a contact by one of them begins with it; opting in so ends that.
    /// </summary>
    public bool IsStanding { get; init; }

    /// <summary>The contact after it; the same one where nothing changes. Pure; stores call it.</summary>
    /// <remarks>
    /// Opting out once more changes nothing of when and why it was done first, nor does opting out of one channel for who opted out of all. Opting in to one
    /// channel leaves an opt-out of all. Who was erased stays opted out.
    /// </remarks>
    /// <param name="contact">The contact as it is.</param>
    /// <param name="now">The store's time.</param>
    public Contact ApplyTo(Contact contact, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact.IsErased || (OptedOut && contact.IsOptedOut) ? contact : (OptedOut, Channel) switch
        {
            (true, null) => contact with { OptedOutAt = now, OptOutReason = Reason },
            (true, { } one) => contact with { ChannelOptOuts = contact.ChannelOptOuts.With(new ChannelOptOut(one, now, Reason)) },
            (false, null) => contact with { OptedOutAt = null, OptOutReason = null, ChannelOptOuts = ChannelOptOuts.None },
            (false, { } one) => contact with { ChannelOptOuts = contact.ChannelOptOuts.Without(one) },
        };
    }
}
