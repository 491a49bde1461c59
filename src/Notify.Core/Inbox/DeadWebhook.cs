using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>A webhook nobody could work on. Personal data.</summary>
/// <param name="Number">The store's number for it.</param>
/// <param name="Channel">The channel of its reader.</param>
/// <param name="Webhook">What came.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">What was wrong the last time.</param>
public sealed record DeadWebhook(long Number, Channel Channel, ReceivedWebhook Webhook, DateTimeOffset ReceivedAt, int Attempts, string Reason);
