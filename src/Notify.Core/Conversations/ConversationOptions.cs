namespace Notify.Conversations;

/// <summary>Which conversations there are. Section <c>Conversations</c>.</summary>
public sealed class ConversationOptions
{
    /// <summary>Folders of JSON files, a conversation each, read when the app starts. Relative paths are looked up beside the program.</summary>
    public IList<string> Paths { get; } = [];

    /// <summary>Those declared in code.</summary>
    internal IList<Conversation> Declared { get; } = [];
}
