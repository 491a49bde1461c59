using Notify.WhatsApp.Errors;

namespace Notify.WhatsApp.Webhooks;

/// <summary>What a <see cref="WhatsAppWebhookReader"/> knows of an account.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="PhoneNumberId">The id of its number: webhooks about messages say which one they are for.</param>
/// <param name="AppSecret">What its webhooks are signed with. Never printed.</param>
/// <param name="Errors">The table failures are classed by.</param>
public sealed record WhatsAppWebhookAccount(string Name, string PhoneNumberId, string AppSecret, WhatsAppErrorTable Errors)
{
    /// <summary>The id of its WhatsApp Business Account: webhooks about templates and accounts name no number. Default none: it takes no part in those.</summary>
    public string BusinessAccountId { get; init; } = "";

    /// <summary>What Meta quotes when it verifies the address. Default none: the handshake is refused. Never printed.</summary>
    public string VerifyToken { get; init; } = "";

    /// <summary>The name only.</summary>
    public override string ToString() => Name;
}
