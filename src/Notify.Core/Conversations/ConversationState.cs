using System.Text.Json;
using System.Text.Json.Nodes;
using Notify.Sessions;

namespace Notify.Conversations;

/// <summary>Where a conversation stands, as it is kept in the session's context under the conversation's name. Answers stand beside it.</summary>
internal sealed record ConversationState
{
    // A message that is tried again is seldom older than this many others of the same person.
    private const int MaxHandled = 10;

    /// <summary>When the message that began it was received.</summary>
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>The open question; null for none.</summary>
    public string? Asked { get; init; }

    /// <summary>When that was asked: who wrote before has not seen it.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How many wrong answers it had.</summary>
    public int Tries { get; init; }

    /// <summary>Questions that were left out.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>The last messages, and what was said to each.</summary>
    public IReadOnlyList<HandledMessage> Handled { get; init; } = [];

    /// <summary>How it ended; null while it goes on.</summary>
    public ConversationEnd? End { get; init; }

    /// <summary>The message that ended it.</summary>
    public Guid? EndedBy { get; init; }

    /// <summary>Whether it was taken over.</summary>
    public bool IsTakenOver { get; init; }

    /// <summary>A conversation's state in a session; null where it has not begun.</summary>
    public static ConversationState? Read(SessionContext context, Script script)
    {
        try
        {
            return context[script.Name]?.Deserialize(ConversationJson.Default.ConversationState) is { Skipped: not null, Handled: not null } state ? state : null;
        }
        catch (JsonException)
        {
            // The app keeps something else there: it is in the way of nothing.
            return null;
        }
    }

    public JsonNode ToJson() => JsonSerializer.SerializeToNode(this, ConversationJson.Default.ConversationState)!;

    public HandledMessage? Find(Guid inboundId) => Handled.FirstOrDefault(h => h.Id == inboundId);

    public ConversationState With(HandledMessage handled) => this with { Handled = [.. Handled.TakeLast(MaxHandled - 1), handled] };
}
