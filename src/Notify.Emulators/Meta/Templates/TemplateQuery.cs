using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Templates;

/// <summary>What a list of templates is asked for.</summary>
internal sealed record TemplateQuery(int Limit, long After, long? Before, IReadOnlyCollection<string>? Fields, IReadOnlyDictionary<string, string> Filters)
{
    private const int UsualLimit = 25;
    private const int MostLimit = 1000;

    private static readonly string[] KnownFields =
        ["id", "name", "language", "status", "category", "sub_category", "parameter_format", "components", "quality_score", "rejected_reason"];

    private static readonly string[] FilterNames = ["name", "status", "language", "category"];

    public static MetaError? Read(HttpRequest request, out TemplateQuery? query)
    {
        query = null;
        var limit = UsualLimit;
        if (request.Query.TryGetValue("limit", out var limitText)
            && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostLimit))
        {
            return MetaError.Request($"The parameter limit must be from 1 to {MostLimit}.");
        }

        long? after = 0;
        long? before = null;
        if (request.Query.TryGetValue("after", out var afterText) && (after = ReadCursor(afterText.ToString())) is null)
        {
            return MetaError.Request("The parameter after is not a cursor of this list.");
        }

        if (request.Query.TryGetValue("before", out var beforeText) && (before = ReadCursor(beforeText.ToString())) is null)
        {
            return MetaError.Request("The parameter before is not a cursor of this list.");
        }

        IReadOnlyCollection<string>? fields = null;
        if (request.Query.TryGetValue("fields", out var fieldText))
        {
            fields = fieldText.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (fields.FirstOrDefault(field => !KnownFields.Contains(field, StringComparer.Ordinal)) is { } unknown)
            {
                return MetaError.Request($"There is no field '{unknown}' of a template.");
            }
        }

        var filters = FilterNames
            .Where(name => request.Query.ContainsKey(name))
            .ToDictionary(name => name, name => request.Query[name].ToString(), StringComparer.Ordinal);
        query = new TemplateQuery(limit, after.Value, before, fields, filters);
        return null;
    }

    public static string WriteCursor(long ordinal) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"t:{ordinal}")));

    public bool Matches(MetaTemplate template) => Filters.All(filter => filter.Key switch
    {
        "name" => template.Name.Contains(filter.Value, StringComparison.OrdinalIgnoreCase),
        "status" => string.Equals(template.Status, filter.Value, StringComparison.OrdinalIgnoreCase),
        "language" => string.Equals(template.Language, filter.Value, StringComparison.Ordinal),
        _ => string.Equals(template.Category, filter.Value, StringComparison.OrdinalIgnoreCase),
    });

    private static long? ReadCursor(string cursor)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(cursor, bytes, out var length) && length > 2
            && long.TryParse(Encoding.ASCII.GetString(bytes[2..length]), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;
    }
}
