namespace Notify.Emulators.Meta.Templates;

/// <summary>Statuses a template can have.</summary>
internal static class TemplateStatuses
{
    public const string Paused = "PAUSED";
    public const string Disabled = "DISABLED";
    public const string Pending = "PENDING";

    public static readonly string[] All =
    [
        MetaTemplate.Approved, "REJECTED", Pending, Paused, Disabled, "IN_APPEAL", "FLAGGED", "REINSTATED", "LOCKED", "LIMIT_EXCEEDED", "ARCHIVED", "PENDING_DELETION",
    ];
}
