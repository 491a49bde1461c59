using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Makes one contact of two addresses.</summary>
internal sealed class InMemoryContactLinks(InMemoryState state) : IContactLinks
{
    public Task<IReadOnlyList<Contact>> LinkAsync(IReadOnlyList<ContactLink> links, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<Contact>>(now => [.. links.Select(link => Link(link, now))], cancellationToken);

    private Contact Link(ContactLink link, DateTimeOffset now)
    {
        var (first, second) = (state.Contacts.Find(link.FirstKey), state.Contacts.Find(link.SecondKey));
        if (first is not null && first.Id == second?.Id)
        {
            return first;
        }

        first = first is null && second is null ? state.Contacts.FindOrAdd(link.FirstKey) : first;
        if (first is null || second is null)
        {
            return Add(link, (first ?? second)!, first is null ? link.FirstKey : link.SecondKey, now);
        }

        var (stays, goes) = ContactLink.Choose(first, second);
        return Join(link, stays, goes, now);
    }

    private Contact Add(ContactLink link, Contact known, ContactKey added, DateTimeOffset now)
    {
        if (known.IsErased)
        {
            state.Contacts.AddErased(added, known);
            return known;
        }

        var newcomer = new Contact { Id = known.Id, Tenant = known.Tenant, Address = added.Address };
        var joined = link.Join(known, state.Standing.GetValueOrDefault(added.Address)?.ApplyTo(newcomer) ?? newcomer);
        state.Contacts.Add(added, joined);
        state.Contacts.Save(joined);
        Write(link, joined, null, now);
        Cancel(link, joined, now);
        return joined;
    }

    private Contact Join(ContactLink link, Contact stays, Contact goes, DateTimeOffset now)
    {
        state.Contacts.Move(goes, stays);
        if (stays.IsErased)
        {
            return stays;
        }

        var joined = link.Join(stays, goes);
        state.Contacts.Save(joined);
        state.Gather(joined, now);
        Write(link, joined, goes.IsErased ? null : goes.Id.ToString(), now);
        Cancel(link, joined, now);
        return joined;
    }

    private void Cancel(ContactLink link, Contact joined, DateTimeOffset now)
    {
        foreach (var change in link.OptOuts(joined))
        {
            InMemoryContactStore.CancelWaiting(state, joined.Id, change, now);
        }
    }

    private void Write(ContactLink link, Contact contact, string? gone, DateTimeOffset now) => state.Write(new AuditEntry
    {
        At = now, Event = AuditEvents.Linked, Tenant = contact.Tenant, ContactId = contact.Id, Detail = gone, By = link.By,
    });
}
