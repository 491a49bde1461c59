using System.Text.Json.Serialization;

namespace Notify.Emulators.Meta;

/// <summary>How far a message got. A later status never goes back to an earlier one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AcceptedStatus>))]
public enum AcceptedStatus
{
    /// <summary>Answered with a message id, nothing more.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>Left for the phone.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>Arrived on the phone.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>The person opened it.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>Failed after it was accepted; <see cref="AcceptedMessage.FailedCode"/> says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
