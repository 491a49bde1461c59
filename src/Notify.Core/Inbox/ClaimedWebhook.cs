using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>A webhook to be read.</summary>
/// <param name="Number">The store's number for it; a later one came later.</param>
/// <param name="Channel">The channel of its reader.</param>
/// <param name="Webhook">What came.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="Attempt">Which try this is, from 1; tries whose worker died count.</param>
/// <param name="Deaths">How many of its tries in a row ended without a word, as they do where the worker died; a try that is handed back changes nothing of it.</param>
/// <param name="Refusals">How often it was settled as <see cref="InboxVerdict.Refused"/>: the store took nothing of what it says, but took it back. It may be the store that was away, or the webhook.</param>
public sealed record ClaimedWebhook(long Number, Channel Channel, ReceivedWebhook Webhook, DateTimeOffset ReceivedAt, int Attempt, int Deaths, int Refusals);
