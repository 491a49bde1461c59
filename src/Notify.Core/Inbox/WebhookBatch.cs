namespace Notify.Inbox;

/// <summary>Webhooks under one lease.</summary>
/// <param name="Lease">The lease's number; settle with it.</param>
/// <param name="Webhooks">The webhooks, in the order in which they came.</param>
public sealed record WebhookBatch(long Lease, IReadOnlyList<ClaimedWebhook> Webhooks);
