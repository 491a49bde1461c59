namespace Notify.Inbox;

/// <summary>Messages under one lease, each of another contact.</summary>
/// <param name="Lease">The lease's number; settle with it.</param>
/// <param name="Messages">The messages.</param>
public sealed record InboundBatch(long Lease, IReadOnlyList<ClaimedInbound> Messages);
