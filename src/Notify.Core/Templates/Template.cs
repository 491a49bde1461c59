using Notify.Outcomes;

namespace Notify.Templates;

/// <summary>A version of a template in one locale over one channel.</summary>
public sealed record Template
{
    /// <summary>The tenant it belongs to; null for all. A tenant's own wins over a shared one.</summary>
    public string? Tenant { get; init; }

    /// <summary>Its key: 1 to 100 of a-z, 0-9 and '_'.</summary>
    public required string Key { get; init; }

    /// <summary>The channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The locale, a BCP 47 tag.</summary>
    public required string Locale { get; init; }

    /// <summary>The version, from 1, given by the store: a changed content is a new version.</summary>
    public int Version { get; init; }

    /// <summary>The domain, for instance <c>orders</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>The category.</summary>
    public TemplateCategory Category { get; init; }

    /// <summary>The topic, where it may need recorded consent: 1 to 100 of a-z, 0-9, '.', '-' and '_'; null for none.</summary>
    public string? Topic { get; init; }

    /// <summary>The variables it wants, all of them required.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>What it says.</summary>
    public required TemplateContent Content { get; init; }

    /// <summary>Whether it may be used.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>What the provider thinks where no sync has said otherwise. Default: approved.</summary>
    public ApprovalStatus Status { get; init; }

    /// <summary>Its own retry policy; null for the configured one.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Its own way with sends in doubt; null for the configured one.</summary>
    public TemplateDoubt? Unconfirmed { get; init; }

    /// <summary>Whom it is for, in words.</summary>
    public string? Audience { get; init; }

    /// <summary>What sets it off, in words.</summary>
    public string? Trigger { get; init; }
}
