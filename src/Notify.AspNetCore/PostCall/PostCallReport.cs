namespace Notify.AspNetCore.PostCall;

/// <summary>What followed a call.</summary>
/// <param name="SessionId">The session that goes on about it.</param>
/// <param name="SummaryId">The notification with its summary.</param>
/// <param name="Status">What became of that: <c>queued</c>, <c>duplicate</c> or <c>blocked</c>.</param>
internal sealed record PostCallReport(Guid SessionId, Guid SummaryId, string Status);
