namespace Notify.Emulators.Meta.Phone;

/// <summary>One message as the page shows it: the recipient stands in the conversation, masked or not.</summary>
internal sealed record MessageItem
{
    public required long Seq { get; init; }

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Text { get; init; }

    public MessageHeader? Header { get; init; }

    public string? Footer { get; init; }

    public IReadOnlyList<MessageButton>? Buttons { get; init; }

    public string? Template { get; init; }

    public string? Language { get; init; }

    public required string PhoneNumberId { get; init; }

    public string? CallbackData { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How far it got; null for what the person wrote.</summary>
    public AcceptedStatus? Status { get; init; }

    /// <summary>Whether the person wrote it.</summary>
    public bool Own { get; init; }

    public int? FailedCode { get; init; }

    public string? FailedTitle { get; init; }
}
