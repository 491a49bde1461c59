using System.Text;
using System.Text.Json;

namespace Notify.Emulators.Tests.Support;

/// <summary>One call of the webhook.</summary>
public sealed record WebhookCall(byte[] Body, string? Signature)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public IReadOnlyList<JsonElement> Statuses
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return [.. from entry in document.RootElement.GetProperty("entry").EnumerateArray()
                       from change in entry.GetProperty("changes").EnumerateArray()
                       from status in change.GetProperty("value").GetProperty("statuses").EnumerateArray()
                       select status.Clone()];
        }
    }
}
