using System.Globalization;
using System.Text.Json;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Checking;

/// <summary>Reads fields of a request and keeps the first thing that is wrong; after that every call does nothing and returns an empty value.</summary>
internal sealed class RequestCheck
{
    public MetaError? Error { get; private set; }

    public void Fail(MetaError error) => Error ??= error;

    public void Require(bool condition, Func<MetaError> error)
    {
        if (Error is null && !condition)
        {
            Error = error();
        }
    }

    /// <summary>Refuses any field that is not named here.</summary>
    public void Only(JsonElement parent, string path, params ReadOnlySpan<string> known)
    {
        if (Error is not null)
        {
            return;
        }

        foreach (var field in parent.EnumerateObject())
        {
            if (!IsOneOf(field, known))
            {
                Fail(MetaError.Request($"Unknown field '{field.Name}' in {(path.Length == 0 ? "the request" : path)}."));
                return;
            }
        }
    }

    public bool Has(JsonElement parent, string name) => Error is null && parent.TryGetProperty(name, out _);

    public JsonElement Object(JsonElement parent, string path, string name) => Find(parent, path, name, JsonValueKind.Object, "an object");

    /// <summary>The items of an array that must hold 1 to <paramref name="most"/> objects.</summary>
    public IReadOnlyList<JsonElement> Objects(JsonElement parent, string path, string name, int most)
        => Items(Find(parent, path, name, JsonValueKind.Array, "an array"), path, name, least: 1, most);

    /// <summary>The same, where it may be empty or missing.</summary>
    public IReadOnlyList<JsonElement> OptionalObjects(JsonElement parent, string path, string name, int most)
        => Has(parent, name) ? Items(Find(parent, path, name, JsonValueKind.Array, "an array"), path, name, least: 0, most) : [];

    /// <summary>A text that must be there, with 1 to <paramref name="most"/> characters.</summary>
    public string Text(JsonElement parent, string path, string name, int most = int.MaxValue)
    {
        var text = OptionalText(parent, path, name, most);
        Require(text is not null, () => MetaError.Missing(Join(path, name)));
        return text ?? string.Empty;
    }

    /// <summary>A text that may be left out but not be empty.</summary>
    public string? OptionalText(JsonElement parent, string path, string name, int most = int.MaxValue)
    {
        if (!Has(parent, name))
        {
            return null;
        }

        var text = Find(parent, path, name, JsonValueKind.String, "a string") is { ValueKind: JsonValueKind.String } element ? element.GetString() : null;
        if (text is not null && CharacterCount(text) is var length && (length < 1 || length > most))
        {
            Fail(MetaError.Request($"The parameter {Join(path, name)} must be 1 to {most} characters long; it has {length}."));
        }

        return text;
    }

    public string OneOf(JsonElement parent, string path, string name, params string[] allowed)
    {
        var text = Text(parent, path, name);
        Require(allowed.Contains(text, StringComparer.Ordinal), () => MetaError.Invalid(Join(path, name), $"must be one of: {string.Join(", ", allowed)}"));
        return text;
    }

    public void OptionalBoolean(JsonElement parent, string path, string name)
    {
        if (Has(parent, name) && parent.GetProperty(name).ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fail(MetaError.Request($"The parameter {Join(path, name)} must be true or false."));
        }
    }

    /// <summary>A number, or a string that holds one: Meta's own examples write it both ways.</summary>
    public double Number(JsonElement parent, string path, string name, double least, double most)
    {
        Require(Has(parent, name), () => MetaError.Missing(Join(path, name)));
        var value = double.NaN;
        if (Error is null)
        {
            var element = parent.GetProperty(name);
            value = element.ValueKind is JsonValueKind.Number or JsonValueKind.String
                && double.TryParse(element.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        }

        Require(value >= least && value <= most, () => MetaError.Invalid(Join(path, name), $"must be a number from {least} to {most}"));
        return value;
    }

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // A character outside the basic plane is two units and one character.
    private static int CharacterCount(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static bool IsOneOf(JsonProperty field, ReadOnlySpan<string> known)
    {
        foreach (var name in known)
        {
            if (field.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private JsonElement[] Items(JsonElement array, string path, string name, int least, int most)
    {
        if (Error is not null)
        {
            return [];
        }

        JsonElement[] items = [.. array.EnumerateArray()];
        Require(
            items.Length >= least && items.Length <= most,
            () => MetaError.Request($"The parameter {Join(path, name)} must have {least} to {most} items; it has {items.Length}."));
        Require(Array.TrueForAll(items, item => item.ValueKind == JsonValueKind.Object), () => MetaError.Request($"The items of {Join(path, name)} must be objects."));
        return Error is null ? items : [];
    }

    private JsonElement Find(JsonElement parent, string path, string name, JsonValueKind kind, string what)
    {
        if (Error is not null)
        {
            return default;
        }

        if (!parent.TryGetProperty(name, out var value))
        {
            Fail(MetaError.Missing(Join(path, name)));
            return default;
        }

        Require(value.ValueKind == kind, () => MetaError.Request($"The parameter {Join(path, name)} must be {what}."));
        return Error is null ? value : default;
    }
}
