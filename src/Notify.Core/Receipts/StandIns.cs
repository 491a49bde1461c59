using Notify.Auditing;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Outcomes;

namespace Notify.Receipts;

/// <summary>
/// Which templates stood in for plain content, where a receipt speaks of them: what is said of one is said of that template, and the delivery's flow names none.
/// </summary>
internal static class StandIns
{
    /// <summary>Looks it up in the audit rows of the sends.</summary>
    /// <returns>The template's key by delivery. Of deliveries alike one is looked up: the gate is the same, and a failure more closes it where it is not.</returns>
    public static async Task<IReadOnlyDictionary<Guid, string>> ReadAsync(
        IDeliveryLog log, IReadOnlyList<Receipt> receipts, IReadOnlyDictionary<Guid, DeliveryRecord> known, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<Guid, string>();
        var (spoken, looked) = (receipts.Where(r => r is { Failure.Scope: OutcomeScope.Template, Reference: not null }), new HashSet<(FlowKey, int)>());
        foreach (var (deliveryId, sendNumber) in spoken.Select(r => r.Reference!.Value))
        {
            // Plain content with a template's version: that template stands in for it.
            if (known.GetValueOrDefault(deliveryId) is { Flow.Template.Length: 0, TemplateVersion: > 0 } delivery && looked.Add((delivery.Flow, delivery.TemplateVersion)))
            {
                var trail = await log.TrailAsync(new TrailQuery(delivery.Flow.Tenant) { NotificationId = delivery.NotificationId }, cancellationToken).ConfigureAwait(false);
                var sent = trail.FirstOrDefault(e => e.DeliveryId == deliveryId && e.SendNumber == sendNumber && e.Event == AuditEvents.Of(DeliveryState.Sending));
                if (WindowSubstitute.KeyIn(sent?.Detail) is { } key)
                {
                    keys[deliveryId] = key;
                }
            }
        }

        return keys;
    }
}
