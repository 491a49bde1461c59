using System.Text.Json;

namespace Notify.Sample.Worker.Input;

/// <summary>Reads the fields of a JSON object and notes what is wrong with them.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly LineErrors _errors;

    public JsonFields(JsonElement element, string path, IReadOnlyCollection<string> known, LineErrors errors)
    {
        (_object, _path, _errors) = (element, path, errors);
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                errors.Unknown(path + property.Name, known);
            }
        }
    }

    public bool Has(string field) => _object.TryGetProperty(field, out _);

    public string? Text(string field) =>
        Find(field, JsonValueKind.String) is { } value ? value.GetString() : null;

    public bool? Flag(string field)
    {
        if (!_object.TryGetProperty(field, out var value))
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            _errors.Malformed(_path + field, "must be true or false.");
            return null;
        }

        return value.GetBoolean();
    }

    public DateTimeOffset? Time(string field, DateTimeOffset now)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (!When.TryRead(text, now, out var time))
        {
            _errors.Malformed(_path + field, "is no time; write 2026-12-24T18:00:00Z, or +90s, -5m, +2h, +3d from now.");
        }

        return time;
    }

    /// <summary>How long something takes: <c>5s</c>, <c>2m</c>, <c>1h</c>.</summary>
    public TimeSpan? Span(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (!When.TryReadSpan(text, out var span))
        {
            _errors.Malformed(_path + field, "is no length of time; write 5s, 2m, 1h or 1d.");
            return null;
        }

        return span;
    }

    public T? OneOf<T>(string field)
        where T : struct, Enum
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetNames<T>().Select(n => n.ToLowerInvariant());
        _errors.Malformed(_path + field, $"has a value this format does not know; use one of {string.Join(", ", names)}.");
        return null;
    }

    public JsonElement? Find(string field, JsonValueKind kind)
    {
        if (!_object.TryGetProperty(field, out var value))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        _errors.WrongKind(_path + field, kind);
        return null;
    }
}
