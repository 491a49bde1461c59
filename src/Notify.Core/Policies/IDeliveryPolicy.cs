namespace Notify.Policies;

/// <summary>One rule on whether and when a delivery may be sent. Pure, synchronous, thread-safe: same context, same decision.</summary>
/// <remarks>
/// Policies run in registration order after the claim; the first defer or block ends it. One that needs data of its own also implements
/// <see cref="IPolicyDataLoader"/>. An exception blocks nothing else: that delivery is deferred and the error logged.
/// </remarks>
public interface IDeliveryPolicy
{
    /// <summary>Its name in explanations, audit and metrics, in snake case.</summary>
    string Name { get; }

    /// <summary>Decides. Take the time from <see cref="PolicyContext.Now"/> only.</summary>
    Decision Evaluate(PolicyContext context);
}
