using System.Text.Json;
using Notify.Emulators.Meta.Checking;

namespace Notify.Emulators.Meta.Templates;

/// <summary>Templates in the shape of Meta's list: <c>{"data":[…]}</c>.</summary>
internal static class TemplateFile
{
    /// <summary>Reads all, or throws with the place of the first that is wrong.</summary>
    public static IReadOnlyList<MetaTemplate> Read(string json, string source)
    {
        using var document = Parse(json, source);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidOperationException($"{source} must be a JSON object with an array 'data', as Meta lists templates.");
        }

        return [.. data.EnumerateArray().Select((item, index) => ReadOne(item, index, source))];
    }

    public static void Write(Stream target, IEnumerable<MetaTemplate> templates)
    {
        using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var template in templates)
        {
            template.Write(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JsonDocument Parse(string json, string source)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException problem)
        {
            throw new InvalidOperationException($"{source} is not valid JSON: {problem.Message}", problem);
        }
    }

    private static MetaTemplate ReadOne(JsonElement item, int index, string source)
    {
        var check = new RequestCheck();
        var template = TemplateParser.Parse(item, check);
        var status = check.Has(item, "status") ? check.Text(item, string.Empty, "status") : MetaTemplate.Approved;
        var id = check.OptionalText(item, string.Empty, "id") ?? string.Empty;
        return template is not null && check.Error is null
            ? template with { Id = id, Status = status.ToUpperInvariant() }
            : throw new InvalidOperationException($"{source}: data[{index}]: {check.Error!.Details}");
    }
}
