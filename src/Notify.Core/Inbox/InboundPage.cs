namespace Notify.Inbox;

/// <summary>A page of inbound messages, newest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Next">Give this to get the next page; null at the end.</param>
public sealed record InboundPage(IReadOnlyList<InboundRecord> Messages, long? Next);
