using System.Text.Json.Serialization;

namespace Notify.Templates.Files;

/// <summary>A key's texts over one channel.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplateFileChannel(IReadOnlyDictionary<string, TemplateFileLocale> Locales)
{
    /// <summary>The provider's name; absent for plain text.</summary>
    public string? Name { get; init; }

    public TemplateFileParameters Parameters { get; init; }

    /// <summary>How long the provider goes on trying; absent for its default.</summary>
    public TimeSpan? TimeToLive { get; init; }
}
