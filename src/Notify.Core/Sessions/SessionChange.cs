using System.Text.Json.Nodes;

namespace Notify.Sessions;

/// <summary>A change to a session. What is null stays as it is. A closed session takes values only.</summary>
/// <param name="Id">The session.</param>
public sealed record SessionChange(Guid Id)
{
    /// <summary>Values that take the place of what is under their keys; null takes a key away.</summary>
    public JsonObject? Values { get; init; }

    /// <summary>Values for keys that have none yet.</summary>
    public JsonObject? ValuesIfAbsent { get; init; }

    /// <summary>Where it stands from now on.</summary>
    public SessionStatus? Status { get; init; }

    /// <summary>The notification that carries its summary.</summary>
    public Guid? SummaryId { get; init; }

    /// <summary>Only if it has this version still; null for whatever it has.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Whether it is more than values, so that a session which is no longer open refuses it.</summary>
    public bool NeedsOpen => Status is not (null or SessionStatus.Closed) || SummaryId is not null;
}
