namespace Notify.Inbound;

/// <summary>Cards of people; the raw JSON has all of each.</summary>
/// <param name="Names">The name on each card.</param>
public sealed record InboundContacts(IReadOnlyList<string> Names) : InboundContent;
