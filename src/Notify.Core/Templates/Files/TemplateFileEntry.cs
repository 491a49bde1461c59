using System.Text.Json.Serialization;

namespace Notify.Templates.Files;

/// <summary>One key with all its channels and locales.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplateFileEntry(
    string Key,
    IReadOnlyDictionary<string, TemplateFileChannel> Channels)
{
    public TemplateCategory Category { get; init; }

    public string? Topic { get; init; }

    public string? Audience { get; init; }

    public string? Trigger { get; init; }

    public IReadOnlyList<string>? Variables { get; init; }

    public TemplateFileRetry? Retry { get; init; }

    public TemplateDoubt? Unconfirmed { get; init; }

    // Absent means true; the source generator would make an absent init property false.
    public bool? IsActive { get; init; }

    public ApprovalStatus Status { get; init; }
}
