using Notify.Contacts;
using Notify.Deliveries;
using Notify.Inbound;
using Notify.Sending;

namespace Notify.Inbox;

/// <summary>Says to which tenant each message was written, where its account serves more than one.</summary>
internal sealed class Addressees(SenderDirectory senders, AccountTenants tenants, IDeliveryLog log)
{
    // Who answers, answers what came lately.
    private const int Looked = 100;

    /// <summary>
    /// Whom each message is for, in order: of the only tenant its account serves; else of the one whose delivery it answers; else of the one that wrote to the
    /// person last over the account; else of the first that knows the person; else of the account's first, or the default one.
    /// </summary>
    public async Task<IReadOnlyList<Addressee>> FindAsync(IReadOnlyList<InboundMessage> messages, CancellationToken cancellationToken)
    {
        var shared = messages.Where(m => senders.ListedBy(m.Channel, m.Account).Count != 1).ToList();
        var known = shared.Zip(await tenants.KnowingAsync(shared.ConvertAll(m => (m.Channel, m.Account, AddressesOf(m))), cancellationToken).ConfigureAwait(false))
            .ToDictionary(p => p.First, p => p.Second, (IEqualityComparer<InboundMessage>)ReferenceEqualityComparer.Instance);
        var sent = new Dictionary<Guid, IReadOnlyList<DeliveryRecord>>();
        var found = new List<Addressee>(messages.Count);
        foreach (var message in messages)
        {
            var tenant = known.TryGetValue(message, out var people) && people.Count > 0
                ? await ChooseAsync(message, people, sent, cancellationToken).ConfigureAwait(false)
                : senders.TenantsOf(message.Channel, message.Account).First();
            found.Add(new Addressee(new ContactKey(tenant, message.From), people is null ? [] : [.. people.Select(p => p.Tenant)]));
        }

        return found;
    }

    private static IReadOnlyCollection<Address> AddressesOf(InboundMessage message) => message.Linked.IsEmpty ? [message.From] : message.Linked.All();

    private async Task<string> ChooseAsync(
        InboundMessage message, IReadOnlyList<Contact> people, Dictionary<Guid, IReadOnlyList<DeliveryRecord>> sent, CancellationToken cancellationToken)
    {
        if (people is [var only])
        {
            return only.Tenant;
        }

        var all = new List<DeliveryRecord>();
        foreach (var person in people)
        {
            if (!sent.TryGetValue(person.Id, out var theirs))
            {
                var page = await log.PageAsync(new DeliverySelection(person.Tenant) { ContactId = person.Id }, Looked, null, cancellationToken).ConfigureAwait(false);
                sent[person.Id] = theirs = page.Deliveries;
            }

            all.AddRange(theirs.Where(d => d.Sends > 0 && d.Flow.Channel == message.Channel && d.Flow.Account == message.Account));
        }

        var answered = message.InReplyTo is { } id ? all.Find(d => d.ProviderMessageId == id) : null;
        return (answered ?? all.MaxBy(d => d.DueAt))?.Flow.Tenant ?? people[0].Tenant;
    }
}
