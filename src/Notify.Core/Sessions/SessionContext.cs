using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notify.Sessions;

/// <summary>What is known in a session: JSON values by key, merged by whole keys. Immutable. Personal data.</summary>
public sealed class SessionContext
{
    /// <summary>The most characters of JSON it may have in all. Stores may count spaces that <see cref="ToJson"/> does not write.</summary>
    public const int MaxLength = 65_536;

    /// <summary>The longest key, in characters.</summary>
    public const int MaxKeyLength = 100;

    // As people read it: it goes into a store, never into a page as it is.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, JsonElement> _values;

    private SessionContext(Dictionary<string, JsonElement> values) => _values = values;

    /// <summary>Nothing is known.</summary>
    public static SessionContext Empty { get; } = new([]);

    /// <summary>The keys.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>The value under a key; null where there is none.</summary>
    /// <param name="key">The key; upper and lower case differ.</param>
    public JsonElement? this[string key] => _values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Reads one as <see cref="ToJson"/> wrote it.</summary>
    /// <param name="json">A JSON object.</param>
    public static SessionContext Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = JsonDocument.Parse(json);
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            values[property.Name] = property.Value.Clone();
        }

        return new SessionContext(values);
    }

    /// <summary>The text under a key: of a string its characters, of other values their JSON; null where there is none.</summary>
    /// <param name="key">The key.</param>
    public string? Text(string key) => this[key] switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => value.GetRawText(),
    };

    /// <summary>The context with values merged in. Pure; stores call it.</summary>
    /// <param name="values">Each takes the place of what is under its key; null takes the key away.</param>
    /// <param name="ifAbsent">Taken only where there is nothing under the key, before <paramref name="values"/> are.</param>
    public SessionContext Merge(JsonObject? values, JsonObject? ifAbsent = null)
    {
        var merged = new Dictionary<string, JsonElement>(_values, StringComparer.Ordinal);
        foreach (var (key, value) in ifAbsent ?? [])
        {
            if (value is not null && !merged.ContainsKey(key))
            {
                merged[key] = Element(value);
            }
        }

        foreach (var (key, value) in values ?? [])
        {
            if (value is null)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = Element(value);
            }
        }

        return new SessionContext(merged);
    }

    /// <summary>The context with another one's values under the keys that have none here.</summary>
    internal SessionContext Or(SessionContext other)
    {
        var joined = new Dictionary<string, JsonElement>(other._values, StringComparer.Ordinal);
        foreach (var (key, value) in _values)
        {
            joined[key] = value;
        }

        return new SessionContext(joined);
    }

    /// <summary>The context as a JSON object, keys in order.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in _values.OrderBy(v => v.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>How many keys it has: values are never printed by accident.</summary>
    public override string ToString() => $"{_values.Count} keys";

    /// <summary>How many characters of JSON a value takes.</summary>
    internal static int LengthOf(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetCharCount(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static JsonElement Element(JsonNode value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.Clone();
    }
}
