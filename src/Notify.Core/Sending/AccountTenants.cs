using Notify.Contacts;

namespace Notify.Sending;

/// <summary>Whom it concerns when a person tells a sending account something: the tenants that write from it.</summary>
internal sealed class AccountTenants(SenderDirectory senders, IContactStore contacts)
{
    /// <summary>
    /// The tenants for which a person's word to an account holds, such as that they want no marketing: all that the account lists, whether they know the person or
    /// not. An account that lists none serves everybody: all that know the person by any of their addresses, and the default one where nobody does. For those that get
    /// to know them later an opt-out stands (<see cref="ConsentChange.IsStanding"/>).
    /// </summary>
    public async Task<IReadOnlyList<string>> HeedingAsync(Channel channel, string account, IReadOnlyCollection<Address> person, CancellationToken cancellationToken)
    {
        if (senders.ListedBy(channel, account) is { Count: > 0 } listed)
        {
            return [.. listed];
        }

        var known = await KnowingAsync([(channel, account, person)], cancellationToken).ConfigureAwait(false);
        return known[0].Count == 0 ? [Notification.DefaultTenant] : [.. known[0].Select(c => c.Tenant).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether an account lists no tenants: it serves everybody.</summary>
    public bool ServesAll(Channel channel, string account) => senders.ListedBy(channel, account).Count == 0;

    /// <summary>
    /// Of each person, in order, the contacts of the tenants that their account serves and that know them by any of their addresses; those who were erased too. The tenants come as the account
    /// lists them; where it lists none the default one comes first, then those that have got to know the person last.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyList<Contact>>> KnowingAsync(
        IReadOnlyList<(Channel Channel, string Account, IReadOnlyCollection<Address> Person)> asked, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
        {
            return [];
        }

        var known = await contacts.FindEverywhereAsync([.. asked.SelectMany(a => a.Person).Distinct()], cancellationToken).ConfigureAwait(false);
        return [.. asked.Select(a => Served([.. senders.ListedBy(a.Channel, a.Account)], a.Person.SelectMany(one => known[one]).DistinctBy(c => c.Id)))];
    }

    private static IReadOnlyList<Contact> Served(List<string> listed, IEnumerable<Contact> known) => listed.Count == 0
        ? [.. known.OrderByDescending(c => c.Tenant == Notification.DefaultTenant).ThenByDescending(c => c.Id)]
        : [.. known.Where(c => listed.Contains(c.Tenant)).OrderBy(c => listed.IndexOf(c.Tenant))];
}
