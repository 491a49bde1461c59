namespace Notify.Inbox;

/// <summary>How full the inbox is.</summary>
/// <param name="Webhooks">Webhooks that wait.</param>
/// <param name="OldestWebhook">When the oldest of them was stored; null where none waits.</param>
/// <param name="Messages">Messages that wait.</param>
/// <param name="DeadWebhooks">Webhooks nobody could work on.</param>
/// <param name="DeadMessages">Messages whose handlers failed as often as they may.</param>
public readonly record struct InboxCounts(long Webhooks, DateTimeOffset? OldestWebhook, long Messages, long DeadWebhooks, long DeadMessages);
