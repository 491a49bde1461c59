namespace Notify.Emulators.Meta.Sends;

/// <summary>What a person will see of a message.</summary>
internal sealed record MessageContent(string Text)
{
    public static MessageContent Empty { get; } = new(string.Empty);

    public MessageHeader? Header { get; init; }

    public string? Footer { get; init; }

    public IReadOnlyList<MessageButton>? Buttons { get; init; }
}
