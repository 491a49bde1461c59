namespace Notify.Deliveries;

/// <summary>Why a delivery is in its state: stable codes used in audit, logs and metrics. An app's own policies add theirs.</summary>
public static class Reasons
{
    /// <summary>The person opted out.</summary>
    public const string OptOut = "opt_out";

    /// <summary>The confirmation of an opt-out waits for what is being sent to the person.</summary>
    public const string SendsUnderWay = "sends_under_way";

    /// <summary>The confirmation of an opt-out, and the person has opted in since.</summary>
    public const string OptedInSince = "opted_in_since";

    /// <summary>The contact's quiet hours.</summary>
    public const string QuietHours = "quiet_hours";

    /// <summary>The contact's rate limit.</summary>
    public const string RateLimit = "rate_limit";

    /// <summary>The tenant's quota is used up.</summary>
    public const string Quota = "quota";

    /// <summary>The most messages from one sending account to one person.</summary>
    public const string PairRate = "pair_rate";

    /// <summary>The sending account's pace.</summary>
    public const string Pace = "pace";

    /// <summary>The person's data was erased.</summary>
    public const string Erased = "erased";

    /// <summary>The expiry has passed.</summary>
    public const string Expired = "expired";

    /// <summary>The template was switched off.</summary>
    public const string TemplateInactive = "template_inactive";

    /// <summary>The provider has not approved the template, or rejected or disabled it.</summary>
    public const string TemplateNotApproved = "template_not_approved";

    /// <summary>The provider has paused the template.</summary>
    public const string TemplatePaused = "template_paused";

    /// <summary>The catalogue no longer has the template.</summary>
    public const string TemplateMissing = "template_missing";

    /// <summary>A sanitizer rule blocked the text; the rule's name follows after a colon.</summary>
    public const string Sanitizer = "sanitizer";

    /// <summary>No sender is registered for the channel and account.</summary>
    public const string NoSender = "no_sender";

    /// <summary>The stored payload cannot be read.</summary>
    public const string PayloadUnreadable = "payload_unreadable";

    /// <summary>A policy or the rendering threw; its type follows after a colon.</summary>
    public const string PipelineError = "pipeline_error";

    /// <summary>A gate is closed.</summary>
    public const string Gate = "gate";

    /// <summary>The provider takes nothing for the person's country from this account.</summary>
    public const string CountryClosed = "country_closed";

    /// <summary>The provider did not take it, a later send may work.</summary>
    public const string ProviderRetry = "provider_retry";

    /// <summary>The provider asked to come back later.</summary>
    public const string ProviderDefer = "provider_defer";

    /// <summary>The provider refused it for good.</summary>
    public const string ProviderRejected = "provider_rejected";

    /// <summary>The provider stopped the account, the number, the template or the app; costs no attempt.</summary>
    public const string ProviderStopped = "provider_stopped";

    /// <summary>Nobody knows whether the send left.</summary>
    public const string SendUnknown = "send_unknown";

    /// <summary>All attempts are used up.</summary>
    public const string AttemptsExhausted = "attempts_exhausted";

    /// <summary>The lease ended before the worker settled.</summary>
    public const string LeaseOver = "lease_over";

    /// <summary>The receipt window passed without a receipt.</summary>
    public const string WindowOver = "window_over";

    /// <summary>The worker handed it back, for instance when shutting down.</summary>
    public const string HandedBack = "handed_back";

    /// <summary>A receipt said so.</summary>
    public const string Receipt = "receipt";

    /// <summary>The app or an operator said so.</summary>
    public const string Requested = "requested";

    /// <summary>Free text, and the person has not written within the 24 hours in which it may be sent.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>The person is known not to be on the channel.</summary>
    public const string NotOnChannel = "not_on_channel";

    /// <summary>The channel or the template needs the person's phone number, and none is known.</summary>
    public const string NoPhone = "no_phone";

    /// <summary>The person wants no SMS.</summary>
    public const string SmsNotAllowed = "sms_not_allowed";

    /// <summary>The person wants no marketing.</summary>
    public const string MarketingOptOut = "marketing_opt_out";

    /// <summary>The business has blocked the person at the provider.</summary>
    public const string PersonBlocked = "person_blocked";

    /// <summary>The topic needs the person's recorded consent, and there is none.</summary>
    public const string ConsentMissing = "consent_missing";

    /// <summary>The topic needs the person's recorded consent, and they have taken it back.</summary>
    public const string ConsentRevoked = "consent_revoked";

    /// <summary>The plan's next channel took its place.</summary>
    public const string FellBack = "fell_back";

    /// <summary>The channel before it reached the person, so the next one is not needed.</summary>
    public const string PrimaryDelivered = "primary_delivered";

    /// <summary>The channel before it was blocked, cancelled or expired, or refused for what the person or the business wants, which no other channel goes around.</summary>
    public const string PrimaryEnded = "primary_ended";
}
