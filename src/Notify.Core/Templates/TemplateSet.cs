namespace Notify.Templates;

/// <summary>All a store has of the catalogue.</summary>
/// <param name="Revision">Grows with every change.</param>
/// <param name="Templates">Every version of every template.</param>
/// <param name="Approvals">What providers think.</param>
public sealed record TemplateSet(long Revision, IReadOnlyList<Template> Templates, IReadOnlyList<Approval> Approvals);
