using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Contacts;
using Notify.Diagnostics;

namespace Notify.Queueing;

/// <summary>Writes the payloads of one call, one after another into shared memory: thousands of small arrays would outlive a collection each. Not thread-safe.</summary>
internal sealed class PayloadWriter : IDisposable
{
    // Below the size at which .NET keeps an object for long.
    private const int ChunkSize = 64 * 1024;

    private static readonly Comparison<KeyValuePair<string, string>> ByName = static (one, other) => string.CompareOrdinal(one.Key, other.Key);

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly List<KeyValuePair<string, string>> _sorted = [];
    private IncrementalHash? _hash;
    private byte[] _chunk = [];
    private int _used;
    private int _left;

    /// <param name="count">How many payloads to expect.</param>
    public PayloadWriter(int count)
    {
        _left = count;
        _json = new Utf8JsonWriter(_buffer);
    }

    /// <summary>What <see cref="DeliveryPayload.TryRead"/> reads.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="notification">What it says.</param>
    /// <param name="together">How many channels the notification uses at the same time.</param>
    /// <param name="hasFallback">Whether another channel takes this one's place.</param>
    public ReadOnlyMemory<byte> Write(in Address address, Notification notification, int together = 1, bool hasFallback = false)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("kind"u8, address.Kind);
        _json.WriteString("address"u8, address.Value);
        if (notification.Values.Count > 0)
        {
            WriteVariables(notification.Values);
        }

        if (notification.Content is { } content)
        {
            _json.WritePropertyName("content"u8);
            JsonSerializer.Serialize(_json, content, NotifyJson.Default.Message);
        }

        if (together > 1)
        {
            _json.WriteNumber("together"u8, together);
        }

        if (hasFallback)
        {
            _json.WriteBoolean("hasFallback"u8, true);
        }

        if (notification.WindowTemplate is { } windowTemplate)
        {
            _json.WriteString("windowTemplate"u8, windowTemplate);
        }

        if (notification.Topic is { } topic)
        {
            _json.WriteString("topic"u8, topic);
        }

        _json.WriteEndObject();
        _json.Flush();
        return Keep(_buffer.WrittenSpan);
    }

    /// <summary>What was asked for, as a number: the same again gives the same.</summary>
    public long Hash(ReadOnlySpan<byte> payload, string? templateKey)
    {
        _buffer.ResetWrittenCount();
        Encoding.UTF8.GetBytes(templateKey ?? "", _buffer);
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(payload);
        _hash.AppendData(_buffer.WrittenSpan);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        return BitConverter.ToInt64(hash);
    }

    public void Dispose()
    {
        _json.Dispose();
        _hash?.Dispose();
    }

    // In the order of their names, so that the same variables always give the same bytes.
    private void WriteVariables(Dictionary<string, string> variables)
    {
        _sorted.Clear();
        _sorted.AddRange(variables);
        _sorted.Sort(ByName);
        _json.WriteStartObject("variables"u8);
        foreach (var (name, value) in _sorted)
        {
            _json.WriteString(name, value);
        }

        _json.WriteEndObject();
    }

    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> payload)
    {
        if (_chunk.Length - _used < payload.Length)
        {
            _chunk = new byte[Math.Max(payload.Length, (int)Math.Min(ChunkSize, (long)payload.Length * _left))];
            _used = 0;
        }

        payload.CopyTo(_chunk.AsSpan(_used));
        var kept = _chunk.AsMemory(_used, payload.Length);
        _used += payload.Length;
        _left = Math.Max(1, _left - 1);
        return kept;
    }
}
