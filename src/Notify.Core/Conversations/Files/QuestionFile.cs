using System.Text.Json.Serialization;

namespace Notify.Conversations.Files;

/// <summary>A question in a file.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record QuestionFile(string Name, IReadOnlyDictionary<string, string> Ask)
{
    public QuestionKind Kind { get; init; }

    public IReadOnlyDictionary<string, string>? Again { get; init; }

    public IReadOnlyList<ChoiceFile>? Choices { get; init; }

    public bool Optional { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Finds { get; init; }

    public Question ToQuestion()
    {
        var question = new Question
        {
            Name = Name,
            Kind = Kind,
            Ask = Ask,
            Again = Again,
            Choices = [.. (Choices ?? []).Select(c => new QuestionChoice { Value = c.Value, Label = c.Label, Synonyms = c.Synonyms ?? [] })],
            IsOptional = Optional,
            Min = Min,
            Max = Max,
            Pattern = Pattern,
            Finds = Finds ?? [],
        };
        return question with { MinLength = MinLength ?? question.MinLength, MaxLength = MaxLength ?? question.MaxLength };
    }
}
