using Notify.Contacts;
using Notify.Sending;

namespace Notify.OptOut;

/// <summary>One person as the contacts of all tenants that an account serves: what they write to it they write to all of them.</summary>
internal sealed class AccountPeople(AccountTenants accounts, IContactStore contacts)
{
    /// <summary>
    /// What a person is found by at each tenant of an account: the address they wrote from, and at other tenants also those of their other addresses that are
    /// known there.
    /// </summary>
    /// <param name="person">The person, at the tenant the message was for; that one is always among the tenants.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="account">The account.</param>
    /// <param name="from">The address they wrote from.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<ContactKey>> KeysOfAsync(
        Contact person, Channel channel, string account, Address from, CancellationToken cancellationToken)
    {
        List<Address> others = person.IsErased ? [] : [.. person.Addresses().Append(person.Address).Where(a => a != from).Distinct()];
        var heeding = await accounts.HeedingAsync(channel, account, [from, .. others], cancellationToken).ConfigureAwait(false);
        var tenants = heeding.Prepend(person.Tenant).Distinct(StringComparer.Ordinal).ToList();
        var keys = tenants.ConvertAll(t => new ContactKey(t, from));
        var asked = tenants.Where(t => t != person.Tenant).SelectMany(t => others.Select(a => new ContactKey(t, a))).ToList();
        if (asked.Count > 0)
        {
            var found = await FindAsync(asked, cancellationToken).ConfigureAwait(false);
            keys.AddRange(asked.Where((_, i) => found[i] is not null));
        }

        return keys;
    }

    /// <summary>Whether what the person of these keys writes to an account reaches all their tenants.</summary>
    public async Task<bool> IsHeardByAllAsync(IReadOnlyList<ContactKey> keys, Channel channel, string account, CancellationToken cancellationToken)
    {
        var heeding = await accounts.HeedingAsync(channel, account, [.. keys.Select(k => k.Address).Distinct()], cancellationToken).ConfigureAwait(false);
        return keys.All(k => heeding.Contains(k.Tenant, StringComparer.Ordinal));
    }

    /// <summary>Whether what a person writes to an account holds at tenants, too, that do not know them yet.</summary>
    public bool ServesAll(Channel channel, string account) => accounts.ServesAll(channel, account);

    /// <summary>Their contacts, in order; null where a tenant does not know the person.</summary>
    public async Task<IReadOnlyList<Contact?>> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) =>
        (await contacts.FindAsync(keys, cancellationToken).ConfigureAwait(false)).Contacts;
}
