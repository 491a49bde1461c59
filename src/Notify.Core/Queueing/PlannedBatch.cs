using System.Diagnostics;

namespace Notify.Queueing;

/// <summary>Notifications of one call, planned and not stored yet.</summary>
/// <param name="Notifications">What the app gave.</param>
/// <param name="Plans">One for each, in the same order.</param>
/// <param name="At">When, as a timestamp of the process's clock.</param>
/// <param name="Activity">The trace they are stored in; null where nobody listens.</param>
internal sealed record PlannedBatch(IReadOnlyCollection<Notification> Notifications, IReadOnlyList<QueuePlan> Plans, long At, Activity? Activity);
