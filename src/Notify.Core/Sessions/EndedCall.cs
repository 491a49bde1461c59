using System.Text.Json.Nodes;

namespace Notify.Sessions;

/// <summary>A telephone call that has ended, and what the person is told of it. Give variables for the template, a text, or both.</summary>
/// <param name="Recipient">The person, written as in <see cref="Notification.Recipient"/>.</param>
/// <param name="CallId">The call's id: 1 to 90 characters, the same for every repetition. It is logged: no phone number in it.</param>
public sealed record EndedCall(string Recipient, string CallId)
{
    /// <summary>On whose behalf. Default <see cref="Notification.DefaultTenant"/>.</summary>
    public string Tenant { get; init; } = Notification.DefaultTenant;

    /// <summary>The template's key. Null, the default: <see cref="SessionOptions.SummaryTemplate"/>.</summary>
    public string? TemplateKey { get; init; }

    /// <summary>Values for the template's variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The summary in words. Null, the default: the template is sent. Where variables are given too, the template is sent in the text's place while a channel does not take
    /// free text (WhatsApp: 24 hours after the person last wrote); without them the text is blocked there then.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// What the session is to know, merged by key; null takes a key away. Left out, with a warning in the log, where the session's context would be longer than
    /// <see cref="SessionContext.MaxLength"/> with it: the summary is sent and the follow-up opened all the same.
    /// </summary>
    public JsonObject? Context { get; init; }

    /// <summary>Over which channels. Null, the default: WhatsApp and SMS at the same time.</summary>
    public ChannelPlan? Channels { get; init; }

    /// <summary>The language wanted. Default: the contact's own, then the catalogue's default.</summary>
    public string? Locale { get; init; }

    /// <summary>Tenant and call only: what is personal is never printed by accident.</summary>
    public override string ToString() => $"{Tenant} {CallId}";
}
