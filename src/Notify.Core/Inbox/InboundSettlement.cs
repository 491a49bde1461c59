namespace Notify.Inbox;

/// <summary>What becomes of a claimed message.</summary>
/// <param name="Id">Which.</param>
/// <param name="Verdict">What it is from now on.</param>
public sealed record InboundSettlement(Guid Id, InboxVerdict Verdict);
