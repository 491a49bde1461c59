using Notify.Plans;
using Notify.Sample.Worker.Input;

namespace Notify.Sample.Worker.Running;

/// <summary>What became of an input line when it was queued.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Tenant">Its tenant; empty where the line could not be read.</param>
/// <param name="NotificationId">The notification it became, or that of the first line under the same key; null where it was refused.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record QueuedLine(int Number, string Tenant, Guid? NotificationId, IReadOnlyList<NotificationError> Errors)
{
    /// <summary>What takes its channel's place; null for nothing.</summary>
    public Fallback? Fallback { get; init; }

    /// <summary>What its person writes back; null for nothing.</summary>
    public WrittenBack? Answer { get; init; }

    public static QueuedLine Refused(int number, string tenant, IReadOnlyList<NotificationError> errors) => new(number, tenant, null, errors);

    public static QueuedLine Stored(InputLine line, Guid? notificationId) => new(line.Number, line.Notification.Tenant, notificationId, [])
    {
        Fallback = line.Notification.Channels?.Fallback,
        Answer = line.Answer,
    };
}
