using Microsoft.Extensions.Logging;
using Notify.Diagnostics;
using Notify.Sending;
using Notify.Webhooks;

namespace Notify.Contacts;

/// <summary>Makes one contact of what providers say is one person. Repeatable; where all is known already, it reads once and writes nothing.</summary>
internal sealed class PersonLinks(IContactLinks links, IContactStore contacts, AccountTenants tenants, ILogger<PersonLinks> logger)
{
    /// <summary>Links people's addresses at tenants, in order, and makes the contact where there is none. Who has one address only is passed over.</summary>
    public async Task LinkAsync(IEnumerable<(string Tenant, LinkedAddresses Addresses)> people, CancellationToken cancellationToken)
    {
        var said = people.SelectMany(p => Pairs(p.Tenant, p.Addresses.All())).Distinct().ToList();
        if (said.Count == 0)
        {
            return;
        }

        var found = (await contacts.FindAsync([.. said.SelectMany(l => new[] { l.FirstKey, l.SecondKey })], cancellationToken).ConfigureAwait(false)).Contacts;
        var news = said.Where((_, i) => found[2 * i] is not { } first || found[(2 * i) + 1]?.Id != first.Id).ToList();
        if (news.Count == 0)
        {
            return;
        }

        foreach (var contact in (await links.LinkAsync(news, cancellationToken).ConfigureAwait(false)).DistinctBy(c => c.Id))
        {
            logger.Linked(contact.Id, contact.Tenant);
        }
    }

    /// <summary>Links people's addresses at each tenant that the account serves and that knows one of them.</summary>
    public async Task LinkKnownAsync(IEnumerable<SamePersonEvent> events, CancellationToken cancellationToken)
    {
        var said = events.DistinctBy(e => (e.Channel, e.Account, e.Addresses)).ToList();
        var known = await tenants.KnowingAsync(
            said.ConvertAll(e => (e.Channel, e.Account, (IReadOnlyCollection<Address>)e.Addresses.All())), cancellationToken).ConfigureAwait(false);
        await LinkAsync(
            said.Zip(known).SelectMany(p => p.Second.Where(c => !Knows(c, p.First.Addresses)).Select(c => (c.Tenant, p.First.Addresses))), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Links what answers to sends said. One that could not be kept is said again by a receipt or the person's next message; no send fails with it.</summary>
    public async Task LearnAsync(IReadOnlyList<(string Tenant, LinkedAddresses Addresses)> people, CancellationToken cancellationToken)
    {
        try
        {
            await LinkAsync(people, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LinkLost(people.Count, new MaskedError(e));
        }
    }

    private static bool Knows(Contact contact, LinkedAddresses addresses) => addresses.All().All(contact.Addresses().Contains);

    // Each with the next: the last one named is where the person is from now on.
    private static IEnumerable<ContactLink> Pairs(string tenant, IReadOnlyList<Address> addresses) =>
        addresses.Zip(addresses.Skip(1), (first, second) => new ContactLink(tenant, first, second, "provider"));
}
