using Notify.Contacts;

namespace Notify.Conversations;

/// <summary>A conversation that is over, and what it found out. Personal data.</summary>
public sealed record FinishedConversation
{
    /// <summary>Notify's id of the message that ended it: of every call for this end the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>The conversation's name.</summary>
    public required string Name { get; init; }

    /// <summary>The person; their tenant is in it.</summary>
    public required Contact Contact { get; init; }

    /// <summary>The channel of the message that ended it.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>How it ended.</summary>
    public required ConversationEnd End { get; init; }

    /// <summary>The question that was not answered; null where all were.</summary>
    public string? Unanswered { get; init; }

    /// <summary>The answers by question; without those that were left out or never given.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>The id and the end only: answers are never printed by accident.</summary>
    public override string ToString() => $"{Name} {Id} {End}";
}
