using Notify.Contacts;

namespace Notify.Queueing;

/// <summary>A notification that was checked by itself.</summary>
/// <param name="Notification">What the app gave.</param>
/// <param name="Address">The recipient.</param>
/// <param name="Errors">What is wrong; empty where nothing is.</param>
/// <param name="ContactPlace">Which of the contacts looked up is the person's; -1 where something is wrong.</param>
internal readonly record struct Draft(Notification Notification, Address Address, IReadOnlyList<NotificationError> Errors, int ContactPlace);
