namespace Notify.Sessions;

/// <summary>Something happened that belongs into a person's session.</summary>
/// <param name="NewId">The id of a session where one must be made.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="ContactId">The person.</param>
/// <param name="Over">The channel it happened on.</param>
/// <param name="Lifetime">How long the session stays open from now on.</param>
public sealed record SessionOpening(Guid NewId, string Tenant, Guid ContactId, Channel Over, TimeSpan Lifetime)
{
    /// <summary>When it happened, where that was before now: a session made for it begins then, if no other was open at that time.</summary>
    public DateTimeOffset? Since { get; init; }
}
