namespace Notify.Templates;

/// <summary>What a template says in one locale over one channel. Placeholders are written <c>{{name}}</c>.</summary>
public sealed record TemplateContent
{
    /// <summary>The provider's name for it; null where the channel sends plain text.</summary>
    public string? ProviderName { get; init; }

    /// <summary>The provider's language code; default: the locale.</summary>
    public string? ProviderLanguage { get; init; }

    /// <summary>Whether the provider's template takes parameters by name; otherwise by their order in the text. Default: by name.</summary>
    public bool NamedParameters { get; init; } = true;

    /// <summary>
    /// How long the provider goes on trying to deliver it, as its template says there; 30 seconds to 30 days. Null for the provider's default: Meta's is 10
    /// minutes for authentication and 30 days for utility. Nothing is sent of it: a fallback that comes sooner gives a warning.
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The header.</summary>
    public TemplateHeader? Header { get; init; }

    /// <summary>The text, at most 1,024 characters for a provider's template, 4,096 for plain text.</summary>
    public required string Body { get; init; }

    /// <summary>The small print, at most 60 characters, without placeholders.</summary>
    public string? Footer { get; init; }

    /// <summary>Buttons.</summary>
    public IReadOnlyList<TemplateContentButton> Buttons { get; init; } = [];
}
