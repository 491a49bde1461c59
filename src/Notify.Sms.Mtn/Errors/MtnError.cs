using Notify.Gates;
using Notify.Outcomes;

namespace Notify.Sms.Mtn.Errors;

/// <summary>One line of a <see cref="MtnErrorTable"/>: a code, or a status of a delivery report, and what Notify makes of it.</summary>
/// <param name="Code">MTN's code.</param>
/// <param name="Class">What to do. Unknown where the code itself leaves open whether the message was taken.</param>
/// <param name="Scope">What it speaks of.</param>
/// <param name="Meaning">What happened.</param>
/// <param name="Remedy">What mends it.</param>
public sealed record MtnError(string Code, OutcomeClass Class, OutcomeScope Scope, string Meaning, string Remedy)
{
    /// <summary>The least time to wait before the next send; null where MTN names none.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Whether time mends it or a person has to; says how a gate it closes is tried. Default: itself.</summary>
    public Mending Mends { get; init; }

    /// <summary>The HTTP status it comes with, as MTN's pages say; null for a delivery report's.</summary>
    public int? HttpStatus { get; init; }
}
