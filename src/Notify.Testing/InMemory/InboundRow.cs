using Notify.Contacts;
using Notify.Deliveries;
using Notify.Inbox;

namespace Notify.Testing.InMemory;

/// <summary>An inbound message that is kept.</summary>
internal sealed class InboundRow(long number, NewInbound given, DateTimeOffset receivedAt)
{
    private bool _isErased;

    public long Number => number;

    public NewInbound Given { get; private set; } = given;

    public DateTimeOffset ReceivedAt => receivedAt;

    public InboxPlace Place { get; } = new(receivedAt);

    public ClaimedInbound ToClaimed() => new(Given.Id, Given.Tenant, Given.ContactId, Given.Content, Given.Raw, receivedAt, Place.Attempts, Place.Deaths);

    public InboundRecord ToRecord() => new()
    {
        Id = Given.Id,
        Number = Number,
        Tenant = Given.Tenant,
        ContactId = Given.ContactId,
        Channel = Given.Channel,
        Account = Given.Account,
        ProviderMessageId = _isErased ? null : Given.ProviderMessageId,
        Kind = Given.Kind,
        SentAt = Given.SentAt,
        ReceivedAt = receivedAt,
        State = Place.State,
        Attempts = Place.Attempts,
        Reason = Place.Reason,
        Content = Given.Content,
        Raw = Given.Raw,
    };

    public void MoveTo(Contact contact) => Given = Given with { ContactId = contact.Id };

    /// <summary>Empties it.</summary>
    public void Erase()
    {
        _isErased = true;
        Given = Given with { Content = default, Raw = default };
        Place.End(Reasons.Erased);
    }
}
