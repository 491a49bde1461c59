namespace Notify.Sample.Worker.Running;

/// <summary>What became of an input line when it was queued.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Tenant">Its tenant; empty where the line could not be read.</param>
/// <param name="NotificationId">The notification it became, or that of the first line under the same key; null where it was refused.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record QueuedLine(int Number, string Tenant, Guid? NotificationId, IReadOnlyList<NotificationError> Errors)
{
    public static QueuedLine Refused(int number, string tenant, IReadOnlyList<NotificationError> errors) => new(number, tenant, null, errors);
}
