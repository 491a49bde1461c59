namespace Notify.Conversations;

/// <summary>
/// Questions a person is asked, in order, until all are answered. What they said already is not asked again: not what is in their session's context, under
/// <c>{Name}.{question}</c>, and not what is found in their own messages. Immutable. See docs/conversations.md.
/// </summary>
public sealed record Conversation
{
    /// <summary>Its name, and the key of its state in the session's context: 1 to 40 of a-z, 0-9 and '_', a letter first.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant it is for; null, the default, for all.</summary>
    public string? Tenant { get; init; }

    /// <summary>It begins with a message that holds one of these, as whole words; empty, the default: with any message. At most 50.</summary>
    public IReadOnlyList<string> StartWords { get; init; } = [];

    /// <summary>What is asked, in this order: 1 to 20.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>What is said when all is answered, by language.</summary>
    public required IReadOnlyDictionary<string, string> Completed { get; init; }

    /// <summary>What is said when a question was answered wrongly too often, by language.</summary>
    public required IReadOnlyDictionary<string, string> GivenUp { get; init; }

    /// <summary>By these, as the whole message, an optional question is left out.</summary>
    public IReadOnlyList<string> SkipWords { get; init; } = [];

    /// <summary>How many wrong answers to one question end the conversation, or leave out an optional question. Default 3; 1 to 10.</summary>
    public int MaxTries { get; init; } = 3;
}
