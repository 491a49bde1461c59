using Notify.Gates;
using Notify.Outcomes;

namespace Notify.Sms.Mtn.Errors;

/// <summary>What an app changes about one of MTN's codes. Parts left out stay as the table has them.</summary>
public sealed class MtnErrorOverride
{
    /// <summary>What to do: retry, defer, rejected, stopped or unknown. Null to keep; for a code the table does not have, rejected.</summary>
    public OutcomeClass? Class { get; set; }

    /// <summary>What it speaks of. Null to keep; for a code the table does not have, this delivery.</summary>
    public OutcomeScope? Scope { get; set; }

    /// <summary>The least time to wait before the next send. Null to keep; zero for none; at most 7 days.</summary>
    public TimeSpan? Delay { get; set; }

    /// <summary>Whether time mends it or a person has to. Null to keep.</summary>
    public Mending? Mends { get; set; }

    /// <summary>What mends it. Null to keep.</summary>
    public string? Remedy { get; set; }
}
