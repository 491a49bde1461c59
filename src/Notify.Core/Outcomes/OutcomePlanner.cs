using Microsoft.Extensions.Options;
using Notify.Deliveries;

namespace Notify.Outcomes;

/// <summary>Stage 6: turns what a provider said into what is written. Pure but for the dice of the jitter. This is where RETRY, DEFER and FAIL live.</summary>
internal sealed class OutcomePlanner(IOptions<RetryOptions> options)
{
    private readonly RetryPolicy _default = options.Value.ToPolicy();
    private readonly double _jitter = options.Value.Jitter;

    /// <summary>The retry policy that holds for a template.</summary>
    public RetryPolicy PolicyFor(Templates.Template? template) => template?.Retry ?? _default;

    /// <summary>What to write.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="send">The send's number.</param>
    /// <param name="attempts">Attempts used, this send included.</param>
    /// <param name="outcome">What the provider said.</param>
    /// <param name="policy">The retry policy.</param>
    public Settlement Plan(Guid id, int send, int attempts, Outcome outcome, RetryPolicy policy) => outcome.Class switch
    {
        OutcomeClass.Accepted => Settlement.Sent(id, send, outcome.ProviderMessageId),
        OutcomeClass.Unknown => Settlement.Unconfirmed(id, send, outcome.Code, outcome.Detail),
        _ when outcome.IsMarketingOptOut => Settlement.Fail(id, send, Reasons.MarketingOptOut, outcome.Code, outcome.Detail),
        _ when outcome.IsPersonBlocked => Settlement.Fail(id, send, Reasons.PersonBlocked, outcome.Code, outcome.Detail),
        OutcomeClass.Rejected => Settlement.Fail(id, send, Reasons.ProviderRejected, outcome.Code, outcome.Detail),
        OutcomeClass.Stopped => Settlement.Stopped(id, send, outcome.AsksToWait ?? policy.DeferDelay, outcome.Code, outcome.Detail),
        _ when attempts >= policy.MaxAttempts => Settlement.Fail(id, send, Reasons.AttemptsExhausted, outcome.Code, outcome.Detail),
        OutcomeClass.Defer => Settlement.Retry(
            id, send, Delay(outcome, attempts, policy.DeferDelay, policy.DeferMaxDelay), Reasons.ProviderDefer, outcome.Code, outcome.Detail),
        _ => Settlement.Retry(
            id, send, Delay(outcome, attempts, policy.RetryDelay, policy.RetryMaxDelay), Reasons.ProviderRetry, outcome.Code, outcome.Detail),
    };

    /// <summary>What to write where a template stands in for what a closed service window did not let through: one send more than the attempts allow, and no other.</summary>
    public static Settlement PlanSubstitute(Guid id, int send, int attempts, Outcome outcome, RetryPolicy policy) => attempts > policy.MaxAttempts
        ? Settlement.Fail(id, send, Reasons.AttemptsExhausted, outcome.Code, outcome.Detail)
        : Settlement.Retry(id, send, TimeSpan.Zero, Reasons.WindowClosed, outcome.Code, outcome.Detail);

    private TimeSpan Delay(Outcome outcome, int attempts, TimeSpan first, TimeSpan max) =>
        outcome.AsksToWait ?? Backoff.Delay(attempts, first, max, _jitter, Random.Shared.NextDouble());
}
