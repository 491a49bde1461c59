namespace Notify.Emulators.Meta.Phone;

/// <summary>The end of a conversation, or what comes before a message; oldest first. <paramref name="Earlier"/> tells how many come before.</summary>
internal sealed record MessagePage(int Id, string Name, int Total, int Earlier, IReadOnlyList<MessageItem> Items);
