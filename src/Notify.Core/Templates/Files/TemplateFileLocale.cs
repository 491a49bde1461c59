using System.Text.Json.Serialization;

namespace Notify.Templates.Files;

/// <summary>A text in one locale.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplateFileLocale(string Body)
{
    /// <summary>The provider's language code where it is not the locale.</summary>
    public string? Language { get; init; }

    public TemplateHeader? Header { get; init; }

    public string? Footer { get; init; }

    public IReadOnlyList<TemplateContentButton>? Buttons { get; init; }
}
