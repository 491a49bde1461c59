using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>The handshake with which Meta checks a webhook address: a GET that quotes the verify token. Thread-safe.</summary>
internal sealed class WhatsAppVerification
{
    private readonly SecretTexts _tokens;

    /// <summary>Makes it for the verify tokens of one or more accounts; empty ones are left out.</summary>
    public WhatsAppVerification(IEnumerable<string> verifyTokens)
    {
        ArgumentNullException.ThrowIfNull(verifyTokens);
        _tokens = new SecretTexts(verifyTokens.Where(t => !string.IsNullOrEmpty(t)));
    }

    /// <summary>Answers a handshake.</summary>
    /// <param name="query">Gives a query parameter by name (<c>hub.mode</c>, <c>hub.verify_token</c>, <c>hub.challenge</c>), or null.</param>
    /// <returns>The challenge, to be sent back as plain text with 200; null for a refusal: answer 403.</returns>
    public string? Answer(Func<string, string?> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var isOurs = query("hub.mode") == "subscribe" && query("hub.verify_token") is { } token && _tokens.IndexOf(token) >= 0;
        return isOurs && query("hub.challenge") is { Length: > 0 } challenge ? challenge : null;
    }
}
