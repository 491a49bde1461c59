namespace Notify.Webhooks;

/// <summary>Something an operator should know and Notify does nothing about: a quality score, a new limit.</summary>
/// <param name="Code">The provider's name for what happened, for instance <c>THROUGHPUT_UPGRADE</c>.</param>
/// <param name="Detail">More in words, without personal data.</param>
public sealed record AccountNoteEvent(string Code, string? Detail) : AccountEvent;
