using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Notify.Emulators.Meta.Templates;

/// <summary>Writes one page of the list of templates.</summary>
internal static class TemplatePage
{
    public static void Write(Utf8JsonWriter json, TemplateQuery query, IReadOnlyList<MetaTemplate> templates, HttpRequest request)
    {
        MetaTemplate[] found = [.. templates.Where(query.Matches)];
        MetaTemplate[] page = query.Before is { } before
            ? [.. found.Where(template => template.Ordinal < before).TakeLast(query.Limit)]
            : [.. found.Where(template => template.Ordinal > query.After).Take(query.Limit)];
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var template in page)
        {
            template.Write(json, query.Fields);
        }

        json.WriteEndArray();
        if (page.Length > 0)
        {
            WritePaging(json, page, found, request);
        }

        json.WriteEndObject();
    }

    private static void WritePaging(Utf8JsonWriter json, MetaTemplate[] page, MetaTemplate[] found, HttpRequest request)
    {
        var after = TemplateQuery.WriteCursor(page[^1].Ordinal);
        var before = TemplateQuery.WriteCursor(page[0].Ordinal);
        json.WriteStartObject("paging"u8);
        json.WriteStartObject("cursors"u8);
        json.WriteString("before"u8, before);
        json.WriteString("after"u8, after);
        json.WriteEndObject();
        if (page[^1].Ordinal != found[^1].Ordinal)
        {
            json.WriteString("next"u8, Link(request, "after", after));
        }

        if (page[0].Ordinal != found[0].Ordinal)
        {
            json.WriteString("previous"u8, Link(request, "before", before));
        }

        json.WriteEndObject();
    }

    private static string Link(HttpRequest request, string direction, string cursor)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key is not ("after" or "before")));
        query.Add(direction, cursor);
        return $"{request.Scheme}://{request.Host}{request.Path}{query.ToQueryString()}";
    }
}
