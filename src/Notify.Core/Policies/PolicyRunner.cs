using Microsoft.Extensions.Logging;
using Notify.Deliveries;
using Notify.Diagnostics;

namespace Notify.Policies;

/// <summary>Asks the policies in order. The first defer, block or expiry ends it.</summary>
internal sealed class PolicyRunner(IEnumerable<IDeliveryPolicy> policies, ILogger<PolicyRunner> logger)
{
    // Sanitizers see the text last, whatever the app registered after them.
    private readonly IDeliveryPolicy[] _policies = [.. policies.OrderBy(p => p is SanitizerPolicy)];
    private readonly IPolicyDataLoader[] _loaders = [.. policies.OfType<IPolicyDataLoader>()];

    public IReadOnlyList<IDeliveryPolicy> Policies => _policies;

    /// <summary>How long what an app's own code failed on is left alone: it waits for the fix rather than leaving unchecked.</summary>
    public static TimeSpan AfterError { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Lets policies read what they need for the whole batch.</summary>
    public async Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken)
    {
        foreach (var loader in _loaders)
        {
            await loader.LoadAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    public Verdict Decide(PolicyContext context, Guid deliveryId)
    {
        var verdict = new Verdict();
        foreach (var policy in _policies)
        {
            var decision = Ask(policy, context, deliveryId);
            if (decision.Kind != DecisionKind.Allow)
            {
                return verdict.End(policy.Name, decision);
            }

            verdict.Allow(context, decision);
        }

        return verdict;
    }

    public Decision Ask(IDeliveryPolicy policy, PolicyContext context, Guid deliveryId)
    {
        try
        {
            return policy.Evaluate(context) ?? throw new InvalidOperationException("The policy gave no decision.");
        }
        catch (Exception e)
        {
            var until = context.Now + AfterError;
            logger.PolicyError(policy.Name, deliveryId, until, context.CorrelationId, new MaskedError(e));
            return Decision.Defer(until, $"{Reasons.PipelineError}:{e.GetType().Name}");
        }
    }
}
