using System.Globalization;

namespace Notify.Consents;

/// <summary>What a person last said on a topic: a grant or its revocation. Immutable.</summary>
public sealed record Consent
{
    /// <summary>The person.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Whether it was granted; false where it was revoked.</summary>
    public required bool IsGranted { get; init; }

    /// <summary>Where it was said, for instance <c>web form</c>; 1 to 200 characters, no personal data.</summary>
    public required string Source { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What proves it, up to 2,000 characters; null for nothing. Personal data.</summary>
    public string? Proof { get; init; }

    /// <summary>Whether another record of the same topic takes this one's place: a later one, and of two of one time the revocation. Pure; stores call it.</summary>
    public bool IsReplacedBy(Consent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.At > At || (other.At == At && IsGranted && !other.IsGranted);
    }

    /// <summary>What the trail says of it: topic and time.</summary>
    public string ToDetail() => string.Create(CultureInfo.InvariantCulture, $"{Topic} {At:yyyy-MM-ddTHH:mm:ss.ffffffZ}");

    /// <summary>The topic and the decision only: proof is never printed by accident.</summary>
    public override string ToString() => $"{Topic} {(IsGranted ? "granted" : "revoked")}";
}
