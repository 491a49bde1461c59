using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Notify.AI.Tools;

/// <summary>What an agent gave, read without trust: only what the schema names, of the kind it names.</summary>
internal sealed class ToolArguments
{
    private readonly Dictionary<string, JsonNode> _values = new(StringComparer.Ordinal);
    private readonly List<ToolError> _errors = [];

    public ToolArguments(IDictionary<string, object?> given, JsonElement schema)
    {
        var properties = schema.GetProperty("properties");
        foreach (var (name, value) in given)
        {
            if (!properties.TryGetProperty(name, out var property))
            {
                _errors.Add(new(Cut(name), NotificationErrorCodes.Malformed, $"There is no such argument; leave it out. There are {string.Join(", ", properties.EnumerateObject().Select(static p => p.Name))}."));
            }
            else if (Node(value) is { } node)
            {
                Take(name, node, property.GetProperty("type").GetString()!);
            }
        }

        foreach (var required in schema.GetProperty("required").EnumerateArray().Select(static r => r.GetString()!).Where(r => !_values.ContainsKey(r)))
        {
            if (!_errors.Exists(e => e.Field == required))
            {
                _errors.Add(new(required, NotificationErrorCodes.Required, "Give this argument."));
            }
        }
    }

    /// <summary>What is wrong with them.</summary>
    public IReadOnlyList<ToolError> Errors => _errors;

    /// <summary>A text; null where it was left out or is blank.</summary>
    public string? Text(string name) =>
        _values.TryGetValue(name, out var value) && value.GetValue<string>() is var text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>An object; null where it was left out.</summary>
    public JsonObject? Object(string name) => _values.TryGetValue(name, out var value) ? (JsonObject)value : null;

    /// <summary>Texts; null where they were left out.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        _values.TryGetValue(name, out var value) ? [.. ((JsonArray)value).Select(static v => v is null ? "" : ToText(v))] : null;

    /// <summary>A value as a text: numbers and the like as they are written in JSON.</summary>
    public static string ToText(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string Cut(string name) => name.Length <= 50 ? name : name[..50];

    private void Take(string name, JsonNode node, string type)
    {
        var kind = node.GetValueKind();
        switch (type)
        {
            case "string" when kind is JsonValueKind.String or JsonValueKind.Number:
                _values[name] = JsonValue.Create(ToText(node))!;
                break;
            case "object" when kind == JsonValueKind.Object && !HasDistinctKeys((JsonObject)node):
                _errors.Add(new(name, NotificationErrorCodes.Malformed, "A key stands in it twice; give each once."));
                break;
            case "object" when kind == JsonValueKind.Object:
            case "array" when kind == JsonValueKind.Array:
                _values[name] = node;
                break;
            default:
                _errors.Add(new(name, NotificationErrorCodes.Malformed, $"Give this as JSON of the type {type}."));
                break;
        }
    }

    // An object is read when it is first looked into, and only then refuses what stands in it twice.
    private static bool HasDistinctKeys(JsonObject node)
    {
        try
        {
            return node.Count >= 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // A client may give JSON, or what it made of it.
    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        JsonNode node => JsonNode.Parse(node.ToJsonString()),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        IDictionary<string, object?> map => new JsonObject(map.Select(static m => KeyValuePair.Create(m.Key, Node(m.Value)))),
        IDictionary<string, string> map => new JsonObject(map.Select(static m => KeyValuePair.Create(m.Key, Node(m.Value)))),
        IEnumerable<string> list => new JsonArray([.. list.Select(static l => Node(l))]),
        IEnumerable<object?> list => new JsonArray([.. list.Select(Node)]),
        IFormattable other => JsonValue.Create(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };
}
