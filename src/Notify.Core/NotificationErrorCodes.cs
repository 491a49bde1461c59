namespace Notify;

/// <summary>The codes of <see cref="NotificationError"/>. They stay the same between versions.</summary>
public static class NotificationErrorCodes
{
    /// <summary>A field that must be given is missing.</summary>
    public const string Required = "required";

    /// <summary>A field is longer than allowed.</summary>
    public const string TooLong = "too_long";

    /// <summary>A field holds characters that are not allowed, or an unknown value.</summary>
    public const string Malformed = "malformed";

    /// <summary>The recipient is no E.164 phone number.</summary>
    public const string RecipientInvalid = "recipient_invalid";

    /// <summary>The catalogue has no template of this key for the channel.</summary>
    public const string TemplateUnknown = "template_unknown";

    /// <summary>The template is switched off.</summary>
    public const string TemplateInactive = "template_inactive";

    /// <summary>The provider has not approved the template for the locale, or has paused, rejected or disabled it.</summary>
    public const string TemplateNotApproved = "template_not_approved";

    /// <summary>The template wants a variable that is not given.</summary>
    public const string VariableMissing = "variable_missing";

    /// <summary>A variable is given that the template does not know.</summary>
    public const string VariableExtra = "variable_extra";

    /// <summary>The expiry has passed, or is not after <see cref="Notification.NotBefore"/>.</summary>
    public const string ExpiryPast = "expiry_past";

    /// <summary>No account of this name, or none that serves the tenant.</summary>
    public const string AccountUnknown = "account_unknown";

    /// <summary>No sender is registered for the channel.</summary>
    public const string ChannelUnknown = "channel_unknown";

    /// <summary>The time zone is not in the IANA database.</summary>
    public const string ZoneUnknown = "zone_unknown";
}
