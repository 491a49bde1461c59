using System.Text.Json;

namespace Notify.Emulators.Meta.Templates;

/// <summary>One template in one language.</summary>
internal sealed record MetaTemplate
{
    public const string Approved = "APPROVED";
    public const string Authentication = "AUTHENTICATION";
    public const string NamedFormat = "NAMED";
    public const string PositionalFormat = "POSITIONAL";

    /// <summary>Place in the list; pages are cut by it.</summary>
    public long Ordinal { get; init; }

    public string Id { get; init; } = string.Empty;

    public required string Name { get; init; }

    public required string Language { get; init; }

    public required string Category { get; init; }

    public string Status { get; init; } = Approved;

    public required string ParameterFormat { get; init; }

    public required JsonElement Components { get; init; }

    public required TemplateShape Shape { get; init; }

    public bool IsNamed => ParameterFormat == NamedFormat;

    public void Write(Utf8JsonWriter json, IReadOnlyCollection<string>? fields = null)
    {
        json.WriteStartObject();
        Text("name", Name);
        Text("parameter_format", ParameterFormat);
        if (Wanted("components"))
        {
            json.WritePropertyName("components"u8);
            Components.WriteTo(json);
        }

        Text("language", Language);
        Text("status", Status);
        Text("category", Category);
        json.WriteString("id"u8, Id);
        json.WriteEndObject();

        bool Wanted(string name) => fields is null || fields.Contains(name);

        void Text(string name, string value)
        {
            if (Wanted(name))
            {
                json.WriteString(name, value);
            }
        }
    }
}
