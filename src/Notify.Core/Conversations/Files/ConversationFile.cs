using System.Text.Json.Serialization;

namespace Notify.Conversations.Files;

/// <summary>A file that holds one conversation.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConversationFile(
    string Name,
    IReadOnlyList<QuestionFile> Questions,
    IReadOnlyDictionary<string, string> Completed,
    IReadOnlyDictionary<string, string> GivenUp)
{
    /// <summary>The schema an editor checks it with; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public string? Tenant { get; init; }

    public IReadOnlyList<string>? StartWords { get; init; }

    public IReadOnlyList<string>? SkipWords { get; init; }

    public int? MaxTries { get; init; }

    public Conversation ToConversation()
    {
        var conversation = new Conversation
        {
            Name = Name,
            Tenant = Tenant,
            StartWords = StartWords ?? [],
            Questions = [.. Questions.Select(q => q.ToQuestion())],
            Completed = Completed,
            GivenUp = GivenUp,
            SkipWords = SkipWords ?? [],
        };
        return MaxTries is { } tries ? conversation with { MaxTries = tries } : conversation;
    }
}
