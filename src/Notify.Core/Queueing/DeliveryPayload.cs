using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Messages;

namespace Notify.Queueing;

/// <summary>The personal part of a delivery: where it goes and what it says. Stored as bytes only Core reads.</summary>
internal sealed record DeliveryPayload(string Kind, string Address, SortedDictionary<string, string>? Variables, Message? Content)
{
    public Address ToAddress() => new(Kind, Address);

    public static DeliveryPayload Of(Address address, Notification notification) => new(
        address.Kind,
        address.Value,
        notification.Variables.Count == 0 ? null : new SortedDictionary<string, string>(notification.Variables, StringComparer.Ordinal),
        notification.Content);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, NotifyJson.Default.DeliveryPayload);

    /// <summary>Reads it back; null where the bytes are not what <see cref="Write"/> wrote.</summary>
    public static DeliveryPayload? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, NotifyJson.Default.DeliveryPayload);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What was asked for, as a number: the same again gives the same.</summary>
    public static long Hash(ReadOnlySpan<byte> payload, string? templateKey)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length + (3 * (templateKey?.Length ?? 0)));
        try
        {
            payload.CopyTo(buffer);
            var length = payload.Length + System.Text.Encoding.UTF8.GetBytes(templateKey ?? "", buffer.AsSpan(payload.Length));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length), hash);
            return BitConverter.ToInt64(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
