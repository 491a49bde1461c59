using System.Text.Json.Serialization;

namespace Notify.Templates.Files;

/// <summary>A file of the catalogue: the templates of one domain.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplateFile(
    string Domain,
    IReadOnlyList<TemplateFileEntry> Templates)
{
    /// <summary>The schema an editor checks it with; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The tenant all of them belong to; absent for all tenants.</summary>
    public string? Tenant { get; init; }
}
