using Notify.Contacts;

namespace Notify.Consents;

/// <summary>A grant or a revocation to be recorded.</summary>
/// <param name="Key">Who.</param>
/// <param name="Topic">On what.</param>
/// <param name="IsGranted">Whether it is a grant.</param>
/// <param name="Source">Where it was said.</param>
/// <param name="By">Who records it: <c>app</c>, <c>import</c>.</param>
public sealed record NewConsent(ContactKey Key, string Topic, bool IsGranted, string Source, string By)
{
    /// <summary>When it was said; null for now, by the store's clock, and never later than that.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What proves it; null for nothing. Personal data.</summary>
    public string? Proof { get; init; }

    /// <summary>The record as it is kept. Pure; stores call it.</summary>
    /// <param name="contactId">The contact under the key.</param>
    /// <param name="now">The store's time.</param>
    public Consent For(Guid contactId, DateTimeOffset now)
    {
        var at = At is { } given && given < now ? given.ToUniversalTime() : now;
        return new Consent
        {
            ContactId = contactId,
            Topic = Topic,
            IsGranted = IsGranted,
            Source = Source,
            At = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)),
            Proof = Proof,
        };
    }

    /// <summary>The topic and the decision only: proof is never printed by accident.</summary>
    public override string ToString() => $"{Topic} {(IsGranted ? "granted" : "revoked")}";
}
