using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Which deliveries a selection means.</summary>
internal static class Selecting
{
    public static bool IsMeant(DeliveryRow row, DeliverySelection selection) =>
        row.Given.Flow.Tenant == selection.Tenant
        && Fits(selection.NotificationId, Ids.NotificationOf(row.Given.Id))
        && Fits(selection.DeliveryId, row.Given.Id)
        && Fits(selection.ContactId, row.Given.ContactId)
        && Fits(selection.CorrelationId, row.Given.CorrelationId)
        && Fits(selection.CampaignId, row.Given.CampaignId)
        && Fits(selection.Channel, row.Given.Flow.Channel)
        && Fits(selection.Domain, row.Given.Flow.Domain)
        && (selection.QueuedFrom ?? row.QueuedAt) <= row.QueuedAt
        && (selection.QueuedBefore is not { } before || row.QueuedAt < before)
        && Fits(selection.State, row.State);

    private static bool Fits<T>(T? wanted, T actual)
        where T : struct => wanted is not { } value || EqualityComparer<T>.Default.Equals(value, actual);

    private static bool Fits(string? wanted, string? actual) => wanted is null || wanted == actual;
}
