using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Diagnostics;
using Notify.Outcomes;

namespace Notify.Inbox;

/// <summary>When what failed is tried again, and when it is given up.</summary>
internal sealed class InboxRetry(IOptions<InboxOptions> options, ILogger<InboxRetry> logger)
{
    // A webhook fails for what an operator or a new version mends, and its receipts hold up nothing but a window: it is given more time than a handler.
    private const int WebhookAttempts = 10;
    private const double Jitter = 0.2;

    // So often a worker may die by a deployment or a lack of memory; after that, one in the batch is thought to have killed it.
    private const int TriesTogether = 3;

    public static string Describe(Exception exception) => Mask.Detail($"{exception.GetType().Name}: {exception.Message}")!;

    /// <summary>Whether its tries were used up before this one began: each of them killed its worker.</summary>
    public static bool IsSpent(ClaimedWebhook webhook) => webhook.Attempt > WebhookAttempts;

    /// <summary>Whether it may be what its workers died of: it is worked on alone.</summary>
    public static bool IsSuspect(ClaimedWebhook webhook) => IsSuspect(webhook.Attempt, webhook.Deaths, WebhookAttempts);

    /// <summary>Whether the tries of a message were used up before this one began.</summary>
    public bool IsSpent(ClaimedInbound message) => message.Attempt > options.Value.MaxAttempts;

    /// <summary>Whether it may be what its workers died of: it is worked on alone, on its last try at the latest.</summary>
    public bool IsSuspect(ClaimedInbound message) => IsSuspect(message.Attempt, message.Deaths, options.Value.MaxAttempts);

    public InboxVerdict Webhook(ClaimedWebhook webhook, string problem)
    {
        var verdict = Next(webhook.Attempt, WebhookAttempts, Mask.Detail(problem)!);
        logger.WebhookFailed(webhook.Number, webhook.Attempt, verdict.State.ToString(), verdict.Reason);
        return verdict;
    }

    public InboxVerdict Message(ClaimedInbound message, string problem) => Next(message.Attempt, options.Value.MaxAttempts, problem);

    // What only fails did not kill its worker, however often it was tried.
    private static bool IsSuspect(int attempt, int deaths, int most) => deaths > 0 && attempt > Math.Min(TriesTogether, most - 1);

    private InboxVerdict Next(int attempt, int most, string problem) => attempt >= most
        ? InboxVerdict.Dead(problem)
        : InboxVerdict.Retry(Backoff.Delay(attempt, options.Value.RetryDelay, options.Value.RetryMaxDelay, Jitter, Random.Shared.NextDouble()), problem);
}
