using Notify.Policies;

namespace Notify.Explaining;

/// <summary>One policy's word on a delivery.</summary>
/// <param name="Policy">The policy's name, for instance <c>quiet_hours</c>.</param>
/// <param name="Decision">What it decides.</param>
public sealed record ExplanationStep(string Policy, Decision Decision);
