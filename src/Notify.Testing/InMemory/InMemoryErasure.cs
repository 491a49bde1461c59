using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Erases a person.</summary>
internal sealed class InMemoryErasure(InMemoryState state) : IErasure
{
    public Task<ErasureReport> EraseAsync(ErasureRequest request, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Erase(request, now), cancellationToken);

    private ErasureReport Erase(ErasureRequest request, DateTimeOffset now)
    {
        var wasKnown = state.Contacts.Find(request.Key) is { IsErased: false };
        var contact = state.Contacts.FindOrAdd(request.Key);
        if (!contact.IsErased)
        {
            state.Contacts.Erase(request.Key, contact, now);
        }

        state.Contacts.NoteErased(contact, now);
        state.Gather(contact, now);
        var deliveries = state.Deliveries.Values.Where(r => r.Given.ContactId == contact.Id).ToList();
        var waiting = deliveries.FindAll(r => r.State is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Held);
        var withPayload = deliveries.Count(r => r.Given.Payload.Length > 0);
        foreach (var row in waiting)
        {
            row.Lease = 0;
            state.Move(row, DeliveryState.Cancelled, now, new Change(request.By, Reasons.Erased));
        }

        deliveries.ForEach(r => r.Erase());
        state.Inbox.Erase(contact.Id);
        foreach (var session in state.Sessions.Values.Where(s => s.ContactId == contact.Id).ToList())
        {
            state.Sessions.Remove(session.Id);
        }

        foreach (var key in state.Consents.Keys.Where(k => k.ContactId == contact.Id).ToList())
        {
            state.Consents.Remove(key);
        }

        foreach (var key in state.Windows.Keys.Where(k => k.ContactId == contact.Id).ToList())
        {
            state.Windows.Remove(key);
        }

        state.Write(new AuditEntry
        {
            At = now, Event = AuditEvents.Erased, Tenant = contact.Tenant, ContactId = contact.Id, Reason = request.Reason, By = request.By,
        });
        return new ErasureReport(wasKnown, waiting.Count, withPayload);
    }
}
