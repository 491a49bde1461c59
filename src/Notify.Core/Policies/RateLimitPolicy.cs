using Microsoft.Extensions.Options;
using Notify.Deliveries;
using Notify.Limits;

namespace Notify.Policies;

/// <summary>No more than so many messages to one contact in any window. The limit itself is taken in storage, for the whole batch at once.</summary>
internal sealed class RateLimitPolicy(IOptions<RateLimitOptions> options) : IDeliveryPolicy
{
    public string Name => "rate_limit";

    public Decision Evaluate(PolicyContext context)
    {
        if (context.Flow.IsAnswer)
        {
            return Decision.Allow;
        }

        var limit = options.Value;
        return Decision.Within(
            new LimitCharge($"contact:{context.Contact.Id:N}", limit.Limit, limit.Window, IsAdvisory: limit.Mode == RateLimitMode.Warn),
            Reasons.RateLimit);
    }
}
