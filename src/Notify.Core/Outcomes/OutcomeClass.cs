using System.Text.Json.Serialization;

namespace Notify.Outcomes;

/// <summary>What a provider said of one send.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeClass>))]
public enum OutcomeClass
{
    /// <summary>Taken; receipts follow.</summary>
    Accepted = 0,

    /// <summary>Not taken; soon again.</summary>
    Retry = 1,

    /// <summary>Not taken; again after a longer while.</summary>
    Defer = 2,

    /// <summary>Not taken, and never will be.</summary>
    Rejected = 3,

    /// <summary>It may have been taken: a time-out, a reset or an unreadable answer once the request may have left.</summary>
    Unknown = 4,

    /// <summary>Not taken for a reason that concerns more than this message; costs no attempt.</summary>
    Stopped = 5,
}
