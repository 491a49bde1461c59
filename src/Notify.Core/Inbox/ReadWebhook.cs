using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>A webhook and what it says.</summary>
internal readonly record struct ReadWebhook(ClaimedWebhook Webhook, WebhookReading Reading);
