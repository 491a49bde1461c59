namespace Notify.Limits;

/// <summary>One delivery's claim on one limit.</summary>
/// <param name="Key">What is limited, for instance <c>contact:</c> and an id. At most 200 characters; no personal data.</param>
/// <param name="Limit">The most in any window of this length.</param>
/// <param name="Window">The length of the sliding window, at most 31 days.</param>
/// <param name="Cost">How much is taken. 0 takes nothing and tells whether 1 would be granted.</param>
/// <param name="IsAdvisory">Counts, and is granted even over the limit (warn mode).</param>
public sealed record LimitCharge(string Key, int Limit, TimeSpan Window, int Cost = 1, bool IsAdvisory = false);
