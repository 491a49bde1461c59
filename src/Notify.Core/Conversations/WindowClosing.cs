namespace Notify.Conversations;

/// <summary>A provider refused a message since a window is closed.</summary>
/// <param name="Key">Whose window, and where.</param>
/// <param name="SentAt">When the message was sent, by the store's clock. Who wrote later opened the window since, and it stays.</param>
public readonly record struct WindowClosing(WindowKey Key, DateTimeOffset SentAt);
