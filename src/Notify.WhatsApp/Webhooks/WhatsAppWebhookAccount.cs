using Notify.WhatsApp.Errors;

namespace Notify.WhatsApp.Webhooks;

/// <summary>What a <see cref="WhatsAppWebhookReader"/> knows of an account.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="PhoneNumberId">The id of its number; webhooks say which one they are for.</param>
/// <param name="AppSecret">What its webhooks are signed with. Never printed.</param>
/// <param name="Errors">The table failures are classed by.</param>
public sealed record WhatsAppWebhookAccount(string Name, string PhoneNumberId, string AppSecret, WhatsAppErrorTable Errors)
{
    /// <summary>The name only.</summary>
    public override string ToString() => Name;
}
