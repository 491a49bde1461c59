using Notify.Inbox;

namespace Notify.Testing.InMemory;

/// <summary>A webhook that is kept.</summary>
internal sealed class WebhookRow(long number, NewWebhook given, DateTimeOffset receivedAt)
{
    public long Number => number;

    public NewWebhook Given => given;

    public DateTimeOffset ReceivedAt => receivedAt;

    public InboxPlace Place { get; } = new(receivedAt);

    public ClaimedWebhook ToClaimed() => new(number, given.Channel, given.Webhook, receivedAt, Place.Attempts, Place.Deaths, Place.Refusals);

    public DeadWebhook ToDead() => new(number, given.Channel, given.Webhook, receivedAt, Place.Attempts, Place.Reason ?? "");
}
