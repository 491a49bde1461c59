using Notify.Deliveries;

namespace Notify.Queueing;

/// <summary>One notification on its way into the store: what will be stored, or what is wrong with it.</summary>
/// <param name="Source">What the app gave.</param>
/// <param name="Errors">What is wrong; empty where nothing is.</param>
/// <param name="ToStore">What will be stored; null where something is wrong.</param>
internal readonly record struct QueuePlan(Notification Source, IReadOnlyList<NotificationError> Errors, NewNotification? ToStore);
