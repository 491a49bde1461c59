using Notify.Templates;

namespace Notify.Webhooks;

/// <summary>The provider thinks otherwise of a template now; it is sent, or stops being sent, at once.</summary>
/// <param name="ProviderName">The provider's name for the template.</param>
/// <param name="Language">The provider's language code.</param>
/// <param name="Status">What it thinks now.</param>
/// <param name="Reason">Why, in the provider's words; null where it gave none.</param>
public sealed record TemplateApprovalEvent(string ProviderName, string Language, ApprovalStatus Status, string? Reason) : AccountEvent;
