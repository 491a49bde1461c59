using System.Text;
using System.Text.Json;

namespace Notify.Emulators.Tests.Support;

/// <summary>One call of the webhook.</summary>
public sealed record WebhookCall(byte[] Body, string? Signature)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public IReadOnlyList<JsonElement> Statuses => Items("statuses");

    public IReadOnlyList<JsonElement> Messages => Items("messages");

    /// <summary>The changes, each with its field and value.</summary>
    public IReadOnlyList<JsonElement> Changes
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return [.. from entry in document.RootElement.GetProperty("entry").EnumerateArray()
                       from change in entry.GetProperty("changes").EnumerateArray()
                       select change.Clone()];
        }
    }

    private IReadOnlyList<JsonElement> Items(string name) => [.. from change in Changes
                                                                 let value = change.GetProperty("value")
                                                                 where value.TryGetProperty(name, out _)
                                                                 from item in value.GetProperty(name).EnumerateArray()
                                                                 select item];
}
