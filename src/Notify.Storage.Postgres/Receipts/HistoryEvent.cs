using Notify.Auditing;
using Notify.Deliveries;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>What history writes as a step's event: nothing where the state's own name is it.</summary>
internal static class HistoryEvent
{
    public static string? Of(Settlement settlement) =>
        AuditEvents.Of(settlement) is var name && name == AuditEvents.Of(settlement.State) ? null : name;
}
