using System.Text.Json;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Messages;

namespace Notify.Queueing;

/// <summary>The personal part of a delivery: where it goes and what it says. Stored as bytes only Core reads.</summary>
internal sealed record DeliveryPayload(string Kind, string Address, SortedDictionary<string, string>? Variables, Message? Content)
{
    /// <summary>How many channels the notification uses at the same time; null for one.</summary>
    public int? Together { get; init; }

    /// <summary>True where another channel takes this one's place; null where none does.</summary>
    public bool? HasFallback { get; init; }

    /// <summary>The key of the template sent in the content's place while the person's service window is closed; null for none.</summary>
    public string? WindowTemplate { get; init; }

    /// <summary>The topic the app named; null for the template's.</summary>
    public string? Topic { get; init; }

    public Address ToAddress() => new(Kind, Address);

    public static DeliveryPayload Of(Address address, Notification notification) => new(
        address.Kind,
        address.Value,
        notification.Values.Count == 0 ? null : new SortedDictionary<string, string>(notification.Values, StringComparer.Ordinal),
        notification.Content)
    {
        WindowTemplate = notification.WindowTemplate,
        Topic = notification.Topic,
    };

    /// <summary>Reads it back; null where the bytes are not what <see cref="PayloadWriter"/> wrote.</summary>
    public static DeliveryPayload? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return PayloadReader.TryRead(bytes.Span) ?? JsonSerializer.Deserialize(bytes.Span, NotifyJson.Default.DeliveryPayload);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
