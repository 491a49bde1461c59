using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Json;

namespace Notify.WhatsApp.Sending;

/// <summary>How long an answer asks to wait.</summary>
internal static class Waits
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>The longer of Retry-After and the time to regain access; null where neither asks for a wait.</summary>
    public static TimeSpan? Asked(Answer answer, WhatsAppAccount account) =>
        Longest(RetryAfter(answer, account.Time), Regain(answer.Usage, account.Options.BusinessAccountId));

    public static TimeSpan? Longest(TimeSpan? one, TimeSpan? other) =>
        one is { } a && other is { } b ? (a > b ? a : b) : one ?? other;

    // A date is told by the server's clock, so it is read against the server's clock.
    private static TimeSpan? RetryAfter(Answer answer, TimeProvider time) => Sane(answer.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (answer.Date ?? time.GetUtcNow()),
        _ => null,
    });

    // {"<business account>":[{"type":"whatsapp","estimated_time_to_regain_access":<minutes>, …}]} (Meta's OpenAPI file; minutes by others).
    private static TimeSpan? Regain(string? usage, string businessAccountId)
    {
        if (string.IsNullOrEmpty(usage))
        {
            return null;
        }

        using var document = JsonFields.Parse(System.Text.Encoding.UTF8.GetBytes(usage));
        var minutes = document?.RootElement.Items(businessAccountId).Select(i => i.Number("estimated_time_to_regain_access")).Max();
        return minutes is > 0 ? Sane(TimeSpan.FromMinutes(Math.Min(minutes.Value, (long)LongestWait.TotalMinutes))) : null;
    }

    private static TimeSpan? Sane(TimeSpan? wait) => wait is not { } w || w <= TimeSpan.Zero ? null : w < LongestWait ? w : LongestWait;
}
