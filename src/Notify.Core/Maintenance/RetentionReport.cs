namespace Notify.Maintenance;

/// <summary>What <see cref="IRetention"/> did.</summary>
/// <param name="Deliveries">How many deliveries were removed; an estimate where they go as a whole.</param>
/// <param name="HasMore">The limit was reached: call again.</param>
public readonly record struct RetentionReport(long Deliveries, bool HasMore);
