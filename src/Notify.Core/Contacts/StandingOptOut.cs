namespace Notify.Contacts;

/// <summary>
/// What a person opted out of at an account that serves all tenants, as it is kept for one of their addresses: whoever becomes a contact by it, at whatever tenant, begins
/// opted out. Immutable.
/// </summary>
/// <param name="Since">When they opted out of everything; null where they did not.</param>
/// <param name="Why">Why; null where they did not.</param>
/// <param name="Channels">The channels they opted out of.</param>
/// <param name="Reason">The reason of the last change, for the audit trail.</param>
/// <param name="By">Who recorded that.</param>
public sealed record StandingOptOut(DateTimeOffset? Since, string? Why, ChannelOptOuts Channels, string Reason, string By)
{
    /// <summary>What stands after a change; null for nothing any more. Pure; stores call it.</summary>
    /// <param name="known">What stood before; null for nothing.</param>
    /// <param name="change">The change.</param>
    /// <param name="now">The store's time.</param>
    public static StandingOptOut? After(StandingOptOut? known, ConsentChange change, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = new Contact { Id = Guid.Empty, Tenant = change.Key.Tenant, Address = change.Key.Address };
        before = known?.ApplyTo(before) ?? before;
        var after = change.ApplyTo(before, now);
        return after == before ? known
            : !after.IsOptedOut && after.ChannelOptOuts == ChannelOptOuts.None ? null
            : new StandingOptOut(after.OptedOutAt, after.OptOutReason, after.ChannelOptOuts, change.OptedOut ? change.Reason : known!.Reason, change.OptedOut ? change.By : known!.By);
    }

    /// <summary>A contact that is made now, opted out. Pure; stores call it.</summary>
    /// <param name="newcomer">The contact.</param>
    public Contact ApplyTo(Contact newcomer)
    {
        ArgumentNullException.ThrowIfNull(newcomer);
        return newcomer with { OptedOutAt = Since, OptOutReason = Why, ChannelOptOuts = Channels };
    }
}
