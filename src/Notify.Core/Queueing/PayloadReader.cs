using System.Text.Json;
using Notify.Contacts;

namespace Notify.Queueing;

/// <summary>Reads the payload nearly every delivery has, an address and variables, several times as fast as the serializer; leaves all others to that.</summary>
internal static class PayloadReader
{
    private enum Part
    {
        Other,
        Kind,
        Address,
        Variables,
    }

    /// <summary>The payload, or null where it holds anything else.</summary>
    public static DeliveryPayload? TryRead(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        if (bytes.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? kind = null, address = null;
        SortedDictionary<string, string>? variables = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = PartOf(ref reader);
            reader.Read();
            switch (part)
            {
                case Part.Kind when reader.TokenType == JsonTokenType.String:
                    kind = reader.ValueTextEquals("phone"u8) ? Address.PhoneKind : reader.GetString();
                    break;
                case Part.Address when reader.TokenType == JsonTokenType.String:
                    address = reader.GetString();
                    break;
                case Part.Variables when ReadVariables(ref reader) is { } read:
                    variables = read;
                    break;
                default:
                    return null;
            }
        }

        return kind is null || address is null || reader.TokenType != JsonTokenType.EndObject || reader.Read()
            ? null
            : new DeliveryPayload(kind, address, variables, null);
    }

    private static Part PartOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("kind"u8) ? Part.Kind
        : reader.ValueTextEquals("address"u8) ? Part.Address
        : reader.ValueTextEquals("variables"u8) ? Part.Variables
        : Part.Other;

    private static SortedDictionary<string, string>? ReadVariables(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                return null;
            }

            variables[name] = reader.GetString()!;
        }

        return reader.TokenType == JsonTokenType.EndObject ? variables : null;
    }
}
