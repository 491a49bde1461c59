using Notify.Templates;

namespace Notify.WhatsApp.Approvals;

/// <summary>Meta's words for a template's status, in Notify's. Meta: "message_template_status_update webhook reference".</summary>
internal static class TemplateStatus
{
    /// <summary>What a status comes to; null for one Notify does not know, which leaves the last known approval as it is.</summary>
    public static ApprovalStatus? Read(string? status) => status switch
    {
        // A flagged template is watched, and may still be sent.
        "APPROVED" or "REINSTATED" or "UNARCHIVED" or "FLAGGED" => ApprovalStatus.Approved,
        "PENDING" or "IN_APPEAL" => ApprovalStatus.Pending,
        "REJECTED" => ApprovalStatus.Rejected,
        "PAUSED" => ApprovalStatus.Paused,
        "DISABLED" or "DELETED" or "PENDING_DELETION" or "ARCHIVED" or "LIMIT_EXCEEDED" => ApprovalStatus.Disabled,
        _ => null,
    };
}
