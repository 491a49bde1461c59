using System.Text.Json.Nodes;

namespace Notify.Conversations;

/// <summary>What a message changes in a conversation.</summary>
/// <param name="State">Where it stands with it.</param>
/// <param name="Answers">The answers it gave, by their keys in the session's context.</param>
internal sealed record Turn(ConversationState State, JsonObject Answers);
