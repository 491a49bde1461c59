namespace Notify.Conversations;

/// <summary>One thing a conversation asks. Immutable.</summary>
public sealed record Question
{
    /// <summary>Its name, with the conversation's the key of its answer in the session's context: 1 to 40 of a-z, 0-9 and '_', a letter first.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of answer is wanted. Default <see cref="QuestionKind.Text"/>.</summary>
    public QuestionKind Kind { get; init; }

    /// <summary>The question, by language; up to 1,000 characters. Choices are listed below it.</summary>
    public required IReadOnlyDictionary<string, string> Ask { get; init; }

    /// <summary>What is said to a wrong answer, by language; null for the question once more.</summary>
    public IReadOnlyDictionary<string, string>? Again { get; init; }

    /// <summary>What may be chosen: 2 to 20 for <see cref="QuestionKind.Choice"/>, none otherwise.</summary>
    public IReadOnlyList<QuestionChoice> Choices { get; init; } = [];

    /// <summary>Whether the person may leave it out, by one of <see cref="Conversation.SkipWords"/>. Default: no.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The fewest characters of a text. Default 1.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>The most characters of a text. Default 200; up to 1,000.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>The least number; null for any.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest number; null for any.</summary>
    public decimal? Max { get; init; }

    /// <summary>A regular expression which an answer in text must match from end to end, without regard to case; null for none. It is given 100 ms.</summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Regular expressions by which the answer is found in any message, such as <c>my name is (?&lt;value&gt;[\p{L} ]+)</c>: the group <c>value</c>, or all that matches.
    /// Without regard to case; each is given 100 ms. At most 20.
    /// </summary>
    public IReadOnlyList<string> Finds { get; init; } = [];
}
