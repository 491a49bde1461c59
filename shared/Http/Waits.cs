namespace Notify.Http;

/// <summary>How long an answer asks to wait.</summary>
internal static class Waits
{
    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>What Retry-After asks for; null where it asks for no wait.</summary>
    // A date is told by the server's clock, so it is read against the server's clock.
    public static TimeSpan? RetryAfter(Answer answer, TimeProvider time) => Sane(answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (answer.Headers.Date ?? time.GetUtcNow()),
        _ => null,
    });

    /// <summary>The longer of two; null where neither asks for a wait.</summary>
    public static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) =>
        one is { } a && other is { } b ? (a > b ? a : b) : one ?? other;

    /// <summary>Nothing for what is no wait, and at most <see cref="Longest"/>.</summary>
    public static TimeSpan? Sane(TimeSpan? wait) => wait is not { } w || w <= TimeSpan.Zero ? null : w < Longest ? w : Longest;
}
