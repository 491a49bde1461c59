namespace Notify.Sessions;

/// <summary>Which sessions of a tenant: all that match every filter given.</summary>
/// <param name="Tenant">The tenant; always given.</param>
public sealed record SessionSelection(string Tenant)
{
    /// <summary>One person's.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Those that stand at this. One that has expired but was not cleaned up yet stands where it stood.</summary>
    public SessionStatus? Status { get; init; }
}
