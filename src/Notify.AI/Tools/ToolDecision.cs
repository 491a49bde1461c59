namespace Notify.AI.Tools;

/// <summary>What the policies say of one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Decision">allow, defer, block or expire.</param>
/// <param name="Reason">Why not; null for allow.</param>
/// <param name="Until">For defer: until when; null where nobody knows.</param>
internal sealed record ToolDecision(string Channel, string Decision, string? Reason, DateTimeOffset? Until);
