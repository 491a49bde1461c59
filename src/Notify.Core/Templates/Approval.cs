namespace Notify.Templates;

/// <summary>A provider's word on one of its templates, in one account.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account.</param>
/// <param name="ProviderName">The provider's name for the template.</param>
/// <param name="Language">The provider's language code.</param>
/// <param name="Status">What it thinks.</param>
public sealed record Approval(Channel Channel, string Account, string ProviderName, string Language, ApprovalStatus Status)
{
    /// <summary>When it was said, by the provider's clock; one in the future is read as now. Null when saving: now, by the store's clock. Stores give it back.</summary>
    public DateTimeOffset? SaidAt { get; init; }
}
