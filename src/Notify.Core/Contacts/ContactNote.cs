namespace Notify.Contacts;

/// <summary>Something learned of a contact on a channel. What is null or false says nothing.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Channel">The channel.</param>
public sealed record ContactNote(Guid ContactId, Channel Channel)
{
    /// <summary>True where a message reached the person, false where the provider says that they are not on the channel.</summary>
    public bool? IsReachable { get; init; }

    /// <summary>How long not being reachable is believed, from the store's time on.</summary>
    public TimeSpan For { get; init; }

    /// <summary>The person wrote over this channel: it is their last active one.</summary>
    public bool IsActive { get; init; }

    /// <summary>The contact with what was learned; the same one where that is nothing new, or where the person was erased. Pure; stores call it.</summary>
    /// <param name="contact">The contact as it is.</param>
    /// <param name="now">The store's time.</param>
    public Contact ApplyTo(Contact contact, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (contact.IsErased)
        {
            return contact;
        }

        if (IsActive && contact.LastChannel != Channel)
        {
            contact = contact with { LastChannel = Channel };
        }

        return IsReachable is not { } isReachable || contact.Facts.IsReachable(Channel, now) == isReachable
            ? contact
            : contact with { Facts = isReachable ? contact.Facts.Reached(Channel) : contact.Facts.NotReached(Channel, now + For) };
    }
}
