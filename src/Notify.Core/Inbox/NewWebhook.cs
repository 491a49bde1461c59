using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>A webhook to be stored.</summary>
/// <param name="Channel">The channel of its reader; while it waits, no receipt window of this channel ends.</param>
/// <param name="Webhook">What came.</param>
public sealed record NewWebhook(Channel Channel, ReceivedWebhook Webhook);
