namespace Notify.AspNetCore.RunOnce;

/// <summary>What a run did.</summary>
/// <param name="WorkedOn">How many deliveries it worked on.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record RunOnceReport(int WorkedOn, long Milliseconds);
