namespace Notify.Bench.Receiving;

/// <summary>What the posting process is told.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Secret">What to sign with.</param>
/// <param name="Plan">Which status comes when.</param>
/// <param name="WarmUp">So many statuses come first and are not timed.</param>
/// <param name="Statuses">All of them.</param>
/// <param name="Seed">Of the bodies' sizes.</param>
/// <param name="Messages">The deliveries the statuses are about.</param>
internal sealed record PostOrder(Uri Address, string Secret, StatusPlan Plan, int WarmUp, int Statuses, int Seed, IReadOnlyList<SentMessage> Messages);
