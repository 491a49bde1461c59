using Notify.Messages;

namespace Notify;

/// <summary>What an app asks for: whom to tell what, and how. Not thread-safe; queue it, then let go of it.</summary>
public sealed class Notification
{
    /// <summary>The tenant used when none is named.</summary>
    public const string DefaultTenant = "default";

    /// <summary>Tells somebody something by a template of the catalogue.</summary>
    /// <param name="recipient">An address: an E.164 phone number with its '+'. Spaces, hyphens, dots and parentheses are allowed.</param>
    /// <param name="templateKey">A key of the catalogue, for instance <c>order_paid</c>.</param>
    public Notification(string recipient, string templateKey)
    {
        Recipient = recipient;
        TemplateKey = templateKey;
    }

    /// <summary>Tells somebody something in plain content, without a template.</summary>
    /// <param name="recipient">An address: an E.164 phone number with its '+'.</param>
    /// <param name="content">What to send: <see cref="TextMessage"/> or <see cref="MediaMessage"/>.</param>
    public Notification(string recipient, Message content)
    {
        Recipient = recipient;
        Content = content;
    }

    /// <summary>The address of the person.</summary>
    public string Recipient { get; }

    /// <summary>The template's key; null where <see cref="Content"/> is given.</summary>
    public string? TemplateKey { get; }

    /// <summary>The content; null where <see cref="TemplateKey"/> is given.</summary>
    public Message? Content { get; private set; }

    /// <summary>
    /// For plain content over a channel with a service window (WhatsApp: 24 hours from the person's own last message): the key of the template that is sent
    /// instead while the window is closed. <see cref="Variables"/> are for it then. Null, the default: what may not be sent is blocked, and the plan's fallback
    /// takes its place. Other channels send the content.
    /// </summary>
    public string? WindowTemplate { get; set; }

    /// <summary>Values for the template's variables: exactly those it declares.</summary>
    public IDictionary<string, string> Variables => Values;

    /// <summary>On whose behalf. Default <see cref="DefaultTenant"/>; 1 to 64 of a-z, A-Z, 0-9, '.', '-' and '_'.</summary>
    public string Tenant { get; set; } = DefaultTenant;

    /// <summary>Over which channels. Null, the default: the channel the contact prefers, where the message can be sent over it; else WhatsApp.</summary>
    public ChannelPlan? Channels { get; set; }

    /// <summary>The sending account by name; of several channels, each one's that has an account of this name, the first one's in any case. Default: the account that serves the tenant, else the channel's only or default one.</summary>
    public string? Account { get; set; }

    /// <summary>The language wanted, as a BCP 47 tag such as <c>fr</c> or <c>fr-RW</c>. Default: the contact's own, then the catalogue's default.</summary>
    public string? Locale { get; set; }

    /// <summary>The lane. Default <see cref="Priority.Normal"/>.</summary>
    public Priority Priority { get; set; } = Priority.Normal;

    /// <summary>Not to be sent before this time. Default: at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Not to be sent at or after this time: a stale one-time code is worse than none. Default: never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The same key in the same tenant queues once: the first id is given back. Kept 30 days. At most 200 characters.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>What this belongs to in the app, carried on every log event and audit row. At most 100 characters; no personal data.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The campaign it belongs to. At most 100 characters.</summary>
    public string? CampaignId { get; set; }

    /// <summary>The domain of plain content, such as <c>orders</c>; a template brings its own. Default <c>general</c>.</summary>
    public string? Domain { get; set; }

    /// <summary>
    /// The topic, where it needs recorded <see cref="Consents.IConsents">consent</see>: 1 to 100 of a-z, 0-9, '.', '-' and '_'. Default: the template's.
    /// </summary>
    public string? Topic { get; set; }

    /// <summary>For Notify's own answers: which of <see cref="OptOut.AnswerDomains"/>.</summary>
    internal string? AnswerDomain { get; init; }

    internal Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The same with other content.</summary>
    internal Notification With(Message content)
    {
        var copy = (Notification)MemberwiseClone();
        copy.Content = content;
        return copy;
    }
}
