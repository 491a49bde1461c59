using Notify.Inbound;

namespace Notify.Inbox;

/// <summary>An inbound message as it is kept. Personal data until it is erased.</summary>
public sealed record InboundRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its place among all messages: later ones have higher numbers. What <see cref="IInboundLog.PageAsync"/> goes on after.</summary>
    public required long Number { get; init; }

    /// <summary>The tenant it was written to.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The account it was written to.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's id of it; null once erased.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>The kind of its content, for instance <c>text</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was written, by the provider's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required InboxState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why it stands there; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>What was stored as <see cref="NewInbound.Content"/>; empty once erased.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What was stored as <see cref="NewInbound.Raw"/>; empty once erased.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>What the person wrote; null once erased.</summary>
    public InboundMessage? Read() => Content.IsEmpty ? null : InboundCodec.Read(Content, Raw);

    /// <summary>The kind only: a message is never printed by accident.</summary>
    public override string ToString() => $"{Channel} {Kind}";
}
