using Notify.Inbound;

namespace Notify.Inbox;

/// <summary>A message a person wrote, to be stored. Personal data.</summary>
public sealed record NewInbound
{
    /// <summary>Made of channel, account and the provider's id, so that the same message has the same id however often it comes.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant it was written to.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The account it was written to.</summary>
    public required string Account { get; init; }

    /// <summary>The provider's id of it, 1 to 500 characters.</summary>
    public required string ProviderMessageId { get; init; }

    /// <summary>The kind of its content, for instance <c>text</c>; at most 40 characters.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was written, by the provider's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The message without <see cref="InboundMessage.Raw"/>, as JSON; opaque to stores.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The provider's own JSON of it.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The kind only: a message is never printed by accident.</summary>
    public override string ToString() => $"{Channel} {Kind}";
}
