namespace Notify.Templates;

/// <summary>A template chosen for a delivery.</summary>
/// <param name="Template">The template.</param>
/// <param name="Status">What the provider thinks of it for the sending account.</param>
public sealed record ResolvedTemplate(Template Template, ApprovalStatus Status);
