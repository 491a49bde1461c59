using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>What is left of erased addresses: keyed hashes, and the contacts that stand for them. Reads the key once.</summary>
internal sealed class ErasedAddresses
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/erased");

    private byte[]? _secret;

    public async ValueTask<byte[]> HashAsync(Session session, ContactKey key, CancellationToken cancellationToken) =>
        (await HashAsync(session, [key], cancellationToken).ConfigureAwait(false))[0];

    public async ValueTask<byte[][]> HashAsync(Session session, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var secret = _secret ??= await ReadSecretAsync(session, cancellationToken).ConfigureAwait(false);
        return AddressHash.Of(secret, keys);
    }

    /// <summary>The hashes of addresses for all tenants.</summary>
    public ValueTask<byte[][]> HashAsync(Session session, IEnumerable<Address> addresses, CancellationToken cancellationToken) =>
        HashAsync(session, [.. addresses.Select(AddressHash.ForAllTenants)], cancellationToken);

    /// <summary>The contacts that stand for erased addresses, put in where there is none yet.</summary>
    public async Task FillAsync(Session session, IReadOnlyList<ContactKey> keys, Contact?[] contacts, CancellationToken cancellationToken)
    {
        int[] missing = [.. Enumerable.Range(0, contacts.Length).Where(i => contacts[i] is null)];
        if (missing.Length == 0)
        {
            return;
        }

        var asked = Array.ConvertAll(missing, i => keys[i]);
        var hashes = await HashAsync(session, asked, cancellationToken).ConfigureAwait(false);
        var found = await session.ReadAsync(
            Sql["find"],
            p => p.With(Array.ConvertAll(asked, k => k.Tenant)).With(Array.ConvertAll(hashes, h => new ReadOnlyMemory<byte>(h))),
            r => (Place: (int)r.GetInt64(11) - 1, Contact: ContactRow.Read(r, 12)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (place, contact) in found)
        {
            contacts[missing[place]] = contact;
        }
    }

    /// <summary>Every tenant's contacts that stand for one of these addresses.</summary>
    public async Task<IEnumerable<(Address Address, Contact Contact)>> EverywhereAsync(Session session, Address[] addresses, CancellationToken cancellationToken)
    {
        var tenants = await session.ReadByIndexAsync(Sql["tenants"], _ => { }, r => r.GetString(0), cancellationToken).ConfigureAwait(false);
        ContactKey[] keys = [.. tenants.SelectMany(t => addresses.Select(a => new ContactKey(t, a)))];
        var found = new Contact?[keys.Length];
        await FillAsync(session, keys, found, cancellationToken).ConfigureAwait(false);
        return keys.Zip(found).Where(f => f.Second is not null).Select(f => (f.First.Address, f.Second!));
    }

    /// <summary>The person wants to be known again.</summary>
    public async Task ForgetAsync(Session session, ContactKey key, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["forget"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(key.Tenant).With(await HashAsync(session, key, cancellationToken).ConfigureAwait(false));
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Remembers an address with an erased contact.</summary>
    public async Task RememberAsync(Session session, ContactKey key, Guid contactId, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(session, key, cancellationToken).ConfigureAwait(false);
        await session.ReadAsync(Sql["remember"], p => p.With(key.Tenant).With(hash).With(contactId), _ => 0, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadSecretAsync(Session session, CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(Sql["secret"], _ => { }, r => r.GetFieldValue<byte[]>(0), cancellationToken).ConfigureAwait(false);
        return found.Count == 1 ? found[0] : throw new InvalidOperationException("The database has lost the key of erased addresses.");
    }
}
