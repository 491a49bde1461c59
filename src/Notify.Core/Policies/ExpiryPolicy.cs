namespace Notify.Policies;

/// <summary>A stale message is never sent.</summary>
internal sealed class ExpiryPolicy : IDeliveryPolicy
{
    public string Name => "expiry";

    public Decision Evaluate(PolicyContext context) =>
        context.ExpiresAt is { } expires && expires <= context.Now ? Decision.Expire : Decision.Allow;
}
