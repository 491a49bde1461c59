using System.Globalization;
using Notify.Gates;
using Notify.Outcomes;

namespace Notify.WhatsApp.Errors;

/// <summary>One line of a <see cref="WhatsAppErrorTable"/>: a code, or a range of codes, and what Notify makes of it.</summary>
/// <param name="Code">The code, or the first of a range.</param>
/// <param name="Class">What to do.</param>
/// <param name="Scope">What it speaks of.</param>
/// <param name="Meaning">What happened.</param>
/// <param name="Remedy">What mends it.</param>
public sealed record WhatsAppError(int Code, OutcomeClass Class, OutcomeScope Scope, string Meaning, string Remedy)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>The last code of a range; the same as <see cref="Code"/> for a single one.</summary>
    public int LastCode { get; init; } = Code;

    /// <summary>The person is not on WhatsApp: remembered with the contact, and the plan's fallback spares further sends.</summary>
    public bool IsNotOnChannel { get; init; }

    /// <summary>The least time to wait before the next send; null where Meta names none.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>By how much <see cref="Delay"/> grows with every further send of the same delivery. Default 1: it does not.</summary>
    public int DelayFactor { get; init; } = 1;

    /// <summary>Whether time mends it or a person has to; says how a gate it closes is tried. Default: itself.</summary>
    public Mending Mends { get; init; }

    /// <summary>The person's customer service window is closed, whatever we believed: it is forgotten, and a template named for that is sent instead.</summary>
    public bool IsWindowClosed { get; init; }

    /// <summary>The person has stopped marketing from this business: kept with the contact, and no other channel goes around it, whatever the class.</summary>
    public bool IsMarketingOptOut { get; init; }

    /// <summary>Your business has blocked the person: no other channel goes around it, whatever the class.</summary>
    public bool IsPersonBlocked { get; init; }

    /// <summary>The HTTP status it comes with; null where nobody says.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Whether <see cref="HttpStatus"/> comes from a document; otherwise it is hearsay and nothing is decided by it.</summary>
    public bool HttpStatusVerified { get; init; }

    /// <summary>Where the line comes from: Meta's error-code page, Meta's OpenAPI file, or other implementations.</summary>
    public WhatsAppErrorSource Source { get; init; }

    /// <summary>The delay after a given send.</summary>
    internal TimeSpan? DelayAfter(int sendNumber)
    {
        if (Delay is not { } delay || DelayFactor == 1)
        {
            return Delay;
        }

        var grown = delay * Math.Pow(DelayFactor, Math.Clamp(sendNumber, 1, 10) - 1);
        return grown < LongestDelay ? grown : LongestDelay;
    }

    /// <summary>The code or range, and what it comes to.</summary>
    public override string ToString()
    {
        var codes = LastCode == Code ? $"{Code}" : string.Create(CultureInfo.InvariantCulture, $"{Code}-{LastCode}");
        return $"{codes} {Class} {Scope}";
    }
}
