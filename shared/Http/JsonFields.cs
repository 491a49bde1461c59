using System.Globalization;
using System.Text.Json;

namespace Notify.Http;

/// <summary>Reads JSON from outside: whatever is absent, of another type, out of range or not even text is null.</summary>
internal static class JsonFields
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Parses bytes; null where they are not JSON. The caller disposes.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A property's value.</summary>
    public static JsonElement? Field(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped name elsewhere in the object that is not valid text.
            return null;
        }
    }

    /// <summary>A property's text.</summary>
    public static string? Text(this JsonElement element, string name) => element.Field(name)?.AsText();

    /// <summary>A property's items; none where it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A property that is a whole number, or text that holds one.</summary>
    public static long? Number(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(
            text.AsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    /// <summary>A property that is a finite number, or text that holds one.</summary>
    public static double? Real(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        { ValueKind: JsonValueKind.String } text when double.TryParse(
            text.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        _ => null,
    };

    /// <summary>Whether a property is there and true.</summary>
    public static bool Flag(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A property in seconds since 1970, as number or text.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.Number(name) is (> 0 and var seconds) && seconds <= Latest ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The text of a string; null for what is none.</summary>
    public static string? AsText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes or escapes that are not valid text.
            return null;
        }
    }
}
