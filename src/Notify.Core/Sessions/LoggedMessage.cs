using Notify.Deliveries;
using Notify.Inbox;

namespace Notify.Sessions;

/// <summary>A message to or from a person, as the log shows it. What people wrote is personal data.</summary>
public sealed record LoggedMessage
{
    /// <summary>Which way it goes.</summary>
    public required MessageDirection Direction { get; init; }

    /// <summary>When it was queued, or came in.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The person.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The account it is sent by or was written to.</summary>
    public required string Account { get; init; }

    /// <summary>Of what came in the kind of its content, for instance <c>text</c>; of what goes out <c>template</c>, or <c>content</c> where no template is used.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it stands: the name of a <see cref="DeliveryState"/> for what goes out, of an <see cref="InboxState"/> for what came in.</summary>
    public required string Status { get; init; }

    /// <summary>Why it stands there; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider's id of it; null where there is none, and once the person is erased.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>The session that went on at the time; null for none, and once that is no longer kept.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The notification it belongs to; null for what came in.</summary>
    public Guid? NotificationId { get; init; }

    /// <summary>The delivery; null for what came in.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>The inbound message; null for what goes out.</summary>
    public Guid? InboundId { get; init; }

    /// <summary>The template's key; null for content without one and for what came in.</summary>
    public string? Template { get; init; }

    /// <summary>What the person said in words; null for what goes out, where there are none, and once they are erased.</summary>
    public string? Text { get; init; }

    /// <summary>Direction, channel and status only: what people wrote is never printed by accident.</summary>
    public override string ToString() => $"{Direction} {Channel} {Status}";
}
