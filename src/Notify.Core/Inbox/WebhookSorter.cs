using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Notify.Diagnostics;
using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>Has each webhook read by its reader; what cannot be read is settled as such.</summary>
internal sealed class WebhookSorter(IEnumerable<IWebhookReader> readers, InboxRetry retry, NotifyMetrics metrics, ILogger<WebhookSorter> logger)
{
    // Until another worker, or this one after an update, has the reader.
    private static readonly TimeSpan WithoutReader = TimeSpan.FromMinutes(1);

    private readonly FrozenDictionary<string, IWebhookReader> _readers =
        readers.GroupBy(r => r.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    public (List<ReadWebhook> Read, List<WebhookSettlement> Settlements) Sort(IReadOnlyList<ClaimedWebhook> webhooks)
    {
        var (read, settlements) = (new List<ReadWebhook>(webhooks.Count), new List<WebhookSettlement>(webhooks.Count));
        var unread = webhooks.Where(w => !_readers.ContainsKey(w.Webhook.Reader)).ToList();
        foreach (var group in unread.GroupBy(w => w.Webhook.Reader, StringComparer.Ordinal))
        {
            logger.ReaderMissing(group.Count(), group.Key, WithoutReader);
            settlements.AddRange(group.Select(w => new WebhookSettlement(w.Number, InboxVerdict.PutOff(WithoutReader, $"No reader named '{w.Webhook.Reader}' is registered."))));
        }

        foreach (var webhook in webhooks.Except(unread))
        {
            var (reading, problem) = Read(webhook);
            if (reading is not null)
            {
                Tell(webhook, reading);
                read.Add(new ReadWebhook(webhook, reading));
            }
            else
            {
                settlements.Add(new WebhookSettlement(webhook.Number, retry.Webhook(webhook, problem)));
            }
        }

        return (read, settlements);
    }

    // What has no effect must not vanish: it may be a person whose number could not be read.
    private void Tell(ClaimedWebhook webhook, WebhookReading reading)
    {
        if (reading.Ignored > 0)
        {
            metrics.Ignored(webhook.Channel, reading.Ignored);
            logger.ItemsIgnored(webhook.Number, webhook.Webhook.Reader, reading.Ignored);
        }
    }

    private (WebhookReading? Reading, string Problem) Read(ClaimedWebhook webhook)
    {
        // Whoever worked on it last died of it, as often as it may be tried.
        if (InboxRetry.IsSpent(webhook))
        {
            return (null, "Its workers died.");
        }

        try
        {
            var reading = _readers[webhook.Webhook.Reader].Read(webhook.Webhook with { ReceivedAt = webhook.ReceivedAt });
            return reading.Problem is { } problem ? (null, problem) : (reading, "");
        }
        catch (Exception e)
        {
            return (null, InboxRetry.Describe(e));
        }
    }
}
