using System.Text.Json.Serialization;
using Notify.Contacts;

namespace Notify.Inbound;

/// <summary>A message a person wrote. Immutable. Personal data.</summary>
public sealed record InboundMessage
{
    /// <summary>The channel it came over.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The account it was written to.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's id of it, 1 to 500 characters: the same id over the same channel is the same message, however often it comes.</summary>
    public required string ProviderMessageId { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Address From { get; init; }

    /// <summary>
    /// All addresses of theirs that came with it, where there is another than <see cref="From"/>; they become those of one contact. A phone number comes before a
    /// WhatsApp user's id, an old address before the one that holds from now on. Not kept with the message.
    /// </summary>
    [JsonIgnore]
    public LinkedAddresses Linked { get; init; } = LinkedAddresses.None;

    /// <summary>The name the person shows; null where the provider gave none.</summary>
    public string? ProfileName { get; init; }

    /// <summary>When it was written, by the provider's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The provider's id of the message it answers; null for none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Whether it was passed on from another chat.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>What it says.</summary>
    public required InboundContent Content { get; init; }

    /// <summary>The provider's own JSON of this one message, as it came: for what the typed content leaves out.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Whether it shows that the person turned to us, and so opens a customer service window. An edit or a notice of the provider's does not.</summary>
    [JsonIgnore]
    public bool IsFromPerson => Content is not (InboundSystem or InboundRevoke);

    /// <summary>The channel and the kind only: a message is never printed by accident.</summary>
    public override string ToString() => $"{Channel} {Content.GetType().Name}";
}
