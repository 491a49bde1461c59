using Notify.Deliveries;

namespace Notify.AI.Tools;

/// <summary>Policies' reasons in words for an agent.</summary>
internal static class PolicyWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [Reasons.OptOut] = "The person opted out and must not be written to, over no channel, until they opt in again themselves.",
        [Reasons.Erased] = "The person had their data erased and must not be written to.",
        [Reasons.QuietHours] = "The person has quiet hours now.",
        [Reasons.RateLimit] = "The person has had as many messages as allowed for now.",
        [Reasons.Quota] = "The tenant's quota is used up.",
        [Reasons.WindowClosed] = "The person has not written over WhatsApp in the last 24 hours; only an approved template may be sent: give template instead of text.",
        [Reasons.SmsNotAllowed] = "The person wants no SMS.",
        [Reasons.MarketingOptOut] = "The person wants no marketing.",
        [Reasons.NoPhone] = "The person is known without a phone number.",
        [Reasons.CountryClosed] = "The provider sends nothing to this country.",
        [Reasons.Gate] = "Sending is stopped here for now.",
        [Reasons.TemplateInactive] = "The template is switched off; use another.",
        [Reasons.TemplateNotApproved] = "The provider has not approved the template; use another.",
        [Reasons.TemplatePaused] = "The provider paused the template.",
        [Reasons.TemplateMissing] = "There is no such template; use another.",
    };

    public static string Of(string reason) => Words.TryGetValue(reason, out var words)
        ? words
        : reason.StartsWith(Reasons.Sanitizer, StringComparison.Ordinal) ? "A rule forbids these words; write it differently." : $"A policy forbids it: {reason}.";
}
