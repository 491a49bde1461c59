using Notify.Auditing;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>What an operator or the app does to deliveries.</summary>
internal sealed class InMemoryDeliveryCommands(InMemoryState state) : IDeliveryCommands
{
    public Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken) => RunAsync(
        selection,
        r => r.State is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Held,
        (row, now) =>
        {
            row.Lease = 0;
            state.Move(row, DeliveryState.Cancelled, now, ChangeOf(info));
        },
        cancellationToken);

    public Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken) => RunAsync(
        selection,
        r => r.State == DeliveryState.Queued,
        (row, now) =>
        {
            row.DueAt = dueAt;
            state.HeldFor(row)?.FireUnlessSent(dueAt);
            state.Move(row, DeliveryState.Queued, now, ChangeOf(info) with { Event = AuditEvents.Deferred });
        },
        cancellationToken);

    public Task<int> RequeueAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken) => RunAsync(
        selection,
        r => r.State is DeliveryState.Failed or DeliveryState.Expired or DeliveryState.Cancelled or DeliveryState.Unconfirmed
            && (selection.DeliveryId == r.Given.Id || (!r.HasFallenBack && (r.PrimaryId is null || HasTakenOver(r))))
            && state.Contacts.Find(r.Given.ContactId)?.IsOptedOutOf(r.Given.Flow.Channel) != true,
        (row, now) =>
        {
            row.Lease = 0;
            row.Attempts = 0;
            row.DueAt = now;
            row.ExpiresAt = row.IsExpired(now) ? null : row.ExpiresAt;
            state.Move(row, DeliveryState.Queued, now, ChangeOf(info));
        },
        cancellationToken);

    private bool HasTakenOver(DeliveryRow row) => state.Deliveries.GetValueOrDefault(row.PrimaryId!.Value) is { HasFallenBack: true };

    private Task<int> RunAsync(
        DeliverySelection selection, Func<DeliveryRow, bool> mayBe, Action<DeliveryRow, DateTimeOffset> change, CancellationToken cancellationToken) =>
        state.TransactAsync(
            now =>
            {
                var rows = state.Deliveries.Values.Where(r => Selecting.IsMeant(r, selection) && mayBe(r)).ToList();
                rows.ForEach(r => change(r, now));
                return rows.Count;
            },
            cancellationToken);

    private static Change ChangeOf(CommandInfo info) => new(info.By, Reasons.Requested) { Detail = info.Reason };
}
