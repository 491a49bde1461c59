using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notify.EndToEnd.Tests.Input;

/// <summary>The part of JSON Schema that our schema uses: enough to hold lines against it without a library.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    public List<string> Problems(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var problems = new List<string>();
            Check(document.RootElement, root, "$", problems);
            return problems;
        }
        catch (JsonException e)
        {
            return [e.Message];
        }
    }

    private void Check(JsonElement value, JsonElement schema, string path, List<string> problems)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);
        }

        if (schema.TryGetProperty("type", out var type) && type.GetString() != TypeOf(value))
        {
            problems.Add($"{path}: {TypeOf(value)}, not {type}");
            return;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckObject(value, schema, path, problems);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            CheckList(value, schema, path, problems);
        }
        else if (value.ValueKind == JsonValueKind.String)
        {
            CheckText(value.GetString()!, schema, path, problems);
        }
    }

    private void CheckObject(JsonElement value, JsonElement schema, string path, List<string> problems)
    {
        problems.AddRange(Required(schema).Where(r => !value.TryGetProperty(r, out _)).Select(r => $"{path}.{r}: missing"));
        if (schema.TryGetProperty("oneOf", out var choices) && choices.EnumerateArray().Count(c => Required(c).All(r => value.TryGetProperty(r, out _))) != 1)
        {
            problems.Add($"{path}: not exactly one of the choices");
        }

        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out var own))
            {
                Check(property.Value, own, $"{path}.{property.Name}", problems);
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.Object)
                {
                    Check(property.Value, others, $"{path}.{property.Name}", problems);
                }
                else if (!others.GetBoolean())
                {
                    problems.Add($"{path}.{property.Name}: unknown");
                }
            }
        }
    }

    private void CheckList(JsonElement value, JsonElement schema, string path, List<string> problems)
    {
        if (schema.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32())
        {
            problems.Add($"{path}: too few");
        }

        foreach (var item in value.EnumerateArray())
        {
            Check(item, schema.GetProperty("items"), $"{path}[]", problems);
        }
    }

    private static void CheckText(string text, JsonElement schema, string path, List<string> problems)
    {
        if (schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            problems.Add($"{path}: not as the pattern says");
        }

        if (schema.TryGetProperty("enum", out var words) && words.EnumerateArray().All(w => w.GetString() != text))
        {
            problems.Add($"{path}: not in the list");
        }

        if ((schema.TryGetProperty("maxLength", out var most) && text.Length > most.GetInt32())
            || (schema.TryGetProperty("minLength", out var least) && text.Length < least.GetInt32()))
        {
            problems.Add($"{path}: too long or too short");
        }
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : [];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        _ => "null",
    };
}
