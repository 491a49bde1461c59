using System.Security.Cryptography;
using System.Text;
using Notify.Messages;

namespace Notify.AI.Tools;

/// <summary>Idempotency keys of what agents send. A digest: keys are kept, and hold no personal data.</summary>
internal static class AgentKeys
{
    private const char Between = '\u001f';

    /// <summary>The key of a call: the same call has the same.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="notification">What it sends.</param>
    /// <param name="given">The agent's own key; null for one made of what is sent.</param>
    public static string Of(string tool, Notification notification, string? given)
    {
        var text = new StringBuilder(notification.Tenant).Append(Between).Append(tool).Append(Between);
        if (given is not null)
        {
            text.Append("key").Append(Between).Append(given);
        }
        else
        {
            // The number however it is written.
            text.Append(string.Concat(notification.Recipient.Where(static c => char.IsLetterOrDigit(c))))
                .Append(Between).Append(notification.TemplateKey)
                .Append(Between).Append((notification.Content as TextMessage)?.Body)
                .Append(Between).Append(notification.Locale);
            foreach (var (name, value) in notification.Variables.OrderBy(static v => v.Key, StringComparer.Ordinal))
            {
                text.Append(Between).Append(name).Append(Between).Append(value);
            }
        }

        return $"agent:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }
}
