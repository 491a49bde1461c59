namespace Notify.WhatsApp.Approvals;

/// <summary>Carries a problem of one page up to where the whole read is given up. Never leaves the package.</summary>
internal sealed class TemplateSyncException(string problem) : Exception(problem);
