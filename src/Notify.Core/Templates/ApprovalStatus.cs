using System.Text.Json.Serialization;

namespace Notify.Templates;

/// <summary>What a provider thinks of a template in one language.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApprovalStatus>))]
public enum ApprovalStatus
{
    /// <summary>May be sent.</summary>
    Approved = 0,

    /// <summary>Not decided yet.</summary>
    Pending = 1,

    /// <summary>Refused.</summary>
    Rejected = 2,

    /// <summary>Paused for quality or pacing; may come back by itself.</summary>
    Paused = 3,

    /// <summary>Switched off for good.</summary>
    Disabled = 4,
}
