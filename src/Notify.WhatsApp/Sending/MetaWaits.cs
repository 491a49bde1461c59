using Notify.Http;
using Notify.WhatsApp.Accounts;

namespace Notify.WhatsApp.Sending;

/// <summary>How long an answer of Meta's asks to wait.</summary>
internal static class MetaWaits
{
    private const string UsageHeader = "X-Business-Use-Case-Usage";

    /// <summary>The longer of Retry-After and the time to regain access; null where neither asks for a wait.</summary>
    public static TimeSpan? Asked(Answer answer, WhatsAppAccount account) =>
        Waits.Longer(Waits.RetryAfter(answer, account.Time), Regain(answer.Header(UsageHeader), account.Options.BusinessAccountId));

    // {"<business account>":[{"type":"whatsapp","estimated_time_to_regain_access":<minutes>, …}]} (Meta's OpenAPI file; minutes by others).
    private static TimeSpan? Regain(string? usage, string businessAccountId)
    {
        if (string.IsNullOrEmpty(usage))
        {
            return null;
        }

        using var document = JsonFields.Parse(System.Text.Encoding.UTF8.GetBytes(usage));
        var minutes = document?.RootElement.Items(businessAccountId).Select(i => i.Number("estimated_time_to_regain_access")).Max();
        return minutes is > 0 ? Waits.Sane(TimeSpan.FromMinutes(Math.Min(minutes.Value, (long)Waits.Longest.TotalMinutes))) : null;
    }
}
