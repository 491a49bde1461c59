namespace Notify.Inbox;

/// <summary>Which inbound messages of a tenant: all that match every filter given.</summary>
/// <param name="Tenant">The tenant; always given.</param>
public sealed record InboundSelection(string Tenant)
{
    /// <summary>One message.</summary>
    public Guid? Id { get; init; }

    /// <summary>One person's.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Those stored at this time or later.</summary>
    public DateTimeOffset? ReceivedFrom { get; init; }

    /// <summary>Those stored before this time.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>Those in one state.</summary>
    public InboxState? State { get; init; }
}
