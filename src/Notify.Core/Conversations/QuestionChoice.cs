namespace Notify.Conversations;

/// <summary>One thing that may be chosen. Immutable.</summary>
public sealed record QuestionChoice
{
    /// <summary>What is kept as the answer: 1 to 100 characters.</summary>
    public required string Value { get; init; }

    /// <summary>How it is listed, by language; up to 100 characters.</summary>
    public required IReadOnlyDictionary<string, string> Label { get; init; }

    /// <summary>Other words for it, in any language, compared without case and accents. At most 100.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];
}
