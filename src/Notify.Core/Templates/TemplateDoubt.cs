using Notify.Deliveries;

namespace Notify.Templates;

/// <summary>A template's own way with sends in doubt.</summary>
/// <param name="Action">What to do after the window.</param>
/// <param name="Window">The receipt window; null for the configured one.</param>
public sealed record TemplateDoubt(UnconfirmedAction Action, TimeSpan? Window = null);
