namespace Notify.Bench.Receiving;

/// <summary>Which status comes when: for half a second's worth of deliveries that they were delivered, then that they were read.</summary>
/// <param name="Rate">Statuses a second.</param>
internal sealed record StatusPlan(int Rate)
{
    private int Group => Math.Max(1, Rate / 2);

    /// <summary>How many deliveries so many statuses are about.</summary>
    public int Deliveries(int statuses) => (((statuses - 1) / (2 * Group)) + 1) * Group;

    /// <summary>The delivery a status is about, and whether it says that it was read.</summary>
    public (int Delivery, bool IsRead) At(int status)
    {
        var (group, place) = Math.DivRem(status, 2 * Group);
        var isRead = place >= Group;
        return ((group * Group) + (isRead ? place - Group : place), isRead);
    }
}
