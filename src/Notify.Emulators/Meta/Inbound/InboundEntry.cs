using System.Text.Json;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>A message a person wrote.</summary>
internal sealed record InboundEntry
{
    public required long Sequence { get; init; }

    public required string Id { get; init; }

    /// <summary>Who wrote it: E.164 with '+', or the user id of who shows no number.</summary>
    public required string From { get; init; }

    /// <summary>The person's user id; null where the webhook has none.</summary>
    public string? UserId { get; init; }

    /// <summary>The number it was written to.</summary>
    public required string PhoneNumberId { get; init; }

    public required InboundMessage Message { get; init; }

    public required DateTimeOffset At { get; init; }
}
