namespace Notify.Templates;

/// <summary>A provider's word on one of its templates, in one account.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account.</param>
/// <param name="ProviderName">The provider's name for the template.</param>
/// <param name="Language">The provider's language code.</param>
/// <param name="Status">What it thinks.</param>
public sealed record Approval(Channel Channel, string Account, string ProviderName, string Language, ApprovalStatus Status)
{
    /// <summary>When it was said, by the provider's clock; one in the future is read as now. Null when saving: <see cref="Age"/> says when. Stores give it back.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>When saving what was read at the provider: how long ago that began, by no clock that may be wrong; the store takes it from its own time. Not given back. Default zero.</summary>
    public TimeSpan Age { get; init; }
}
