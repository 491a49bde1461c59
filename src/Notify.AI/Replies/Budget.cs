using Microsoft.Extensions.Options;
using Notify.Limits;

namespace Notify.AI.Replies;

/// <summary>What the model may take: of a session, kept in it, and of a tenant in a day, kept in the store's limits, across all workers.</summary>
internal sealed class Budget(IRateLimiter limiter, IOptions<AiReplyOptions> options)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // More than any model reads or writes at once: a provider that counts wrong must not overflow the store's sums.
    private const long MostTokens = 10_000_000;

    /// <summary>Takes one call.</summary>
    /// <returns>Null where there is room, else whose budget is spent.</returns>
    public async Task<string?> TakeAsync(string tenant, Usage usage, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        if (usage.Replies >= limits.MaxRepliesPerSession || usage.Tokens >= limits.MaxTokensPerSession)
        {
            return AiReasons.SessionBudget;
        }

        var charges = new[] { new LimitCharge($"ai-replies:{tenant}", limits.MaxRepliesPerDay, Day), Tokens(tenant) with { Cost = 0 } };
        return (await limiter.AcquireAsync([charges], cancellationToken).ConfigureAwait(false))[0].IsGranted ? null : AiReasons.TenantBudget;
    }

    /// <summary>Writes down what a call took; it was not known before.</summary>
    public Task SpendAsync(string tenant, long tokens, CancellationToken cancellationToken) => tokens <= 0
        ? Task.CompletedTask
        : limiter.AcquireAsync([[Tokens(tenant) with { Cost = (int)Math.Min(tokens, MostTokens), IsAdvisory = true }]], cancellationToken);

    private LimitCharge Tokens(string tenant) => new($"ai-tokens:{tenant}", options.Value.MaxTokensPerDay, Day);
}
