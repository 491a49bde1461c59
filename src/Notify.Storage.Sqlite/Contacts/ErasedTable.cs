using Notify.Contacts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>What is left of erased people, and the statements that erase them.</summary>
internal sealed class ErasedTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/erased");
    private static readonly SqlFile Overwriting = SqlFile.Of("Contacts/overwrite");

    private readonly Statement _secret = connection.Prepare(Sql["secret"]);
    private readonly Statement _find = connection.Prepare(Sql["find"]);
    private readonly Statement _tenants = connection.Prepare(Sql["tenants"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _remove = connection.Prepare(Sql["remove"]);
    private readonly Statement _move = connection.Prepare(Sql["move"]);
    private readonly Statement _overwriteAddress = connection.Prepare(Sql["overwrite_address"]);
    private readonly Statement _note = connection.Prepare(Sql["note"]);
    private readonly Statement _erasedAt = connection.Prepare(Sql["erased_at"]);
    private readonly Statement _removeAddress = connection.Prepare(Sql["remove_address"]);
    private readonly Statement _emptyPayloads = connection.Prepare(Sql["empty_payloads"]);
    private readonly Statement _clearDeliveries = connection.Prepare(Sql["clear_deliveries"]);
    private readonly Statement _clearReceipts = connection.Prepare(Sql["clear_receipts"]);
    private readonly Statement _overwriteOn = connection.Prepare(Overwriting["overwrite_on"]);
    private readonly Statement _overwriteOff = connection.Prepare(Overwriting["overwrite_off"]);
    private byte[]? _key;

    /// <summary>The contact that stands for an erased address, or null.</summary>
    public Guid? Find(in ContactKey key)
    {
        if (!_find.Bind(1, key.Tenant).Bind(2, HashOf(key)).Step())
        {
            return null;
        }

        var id = _find.Id(0);
        _find.Reset();
        return id;
    }

    /// <summary>The tenants somebody of whom was erased.</summary>
    public List<string> Tenants()
    {
        var tenants = new List<string>();
        while (_tenants.Step())
        {
            tenants.Add(_tenants.Text(0));
        }

        return tenants;
    }

    public void Forget(in ContactKey key) => _remove.Bind(1, key.Tenant).Bind(2, HashOf(key)).Run();

    /// <summary>Puts the hashes of a person's addresses in their place.</summary>
    public void Replace(IEnumerable<ContactKey> keys, Guid contactId)
    {
        _overwriteAddress.Bind(1, contactId).Bind(2, Address.ErasedKind).Bind(3, contactId.ToString()).Run();
        foreach (var key in keys)
        {
            _removeAddress.Bind(1, key.Tenant).Bind(2, key.Address.Kind).Bind(3, key.Address.Value).Run();
            Remember(key, contactId);
        }
    }

    /// <summary>Notes when a person was erased last.</summary>
    public void Note(Guid contactId, long now) => _note.Bind(1, contactId).Bind(2, now).Run();

    /// <summary>When a person was erased last; null if never.</summary>
    public long? ErasedAt(Guid contactId) => _erasedAt.Bind(1, contactId).Number();

    /// <summary>Remembers an address with an erased contact.</summary>
    public void Remember(in ContactKey key, Guid contactId) => _save.Bind(1, key.Tenant).Bind(2, HashOf(key)).Bind(3, contactId).Run();

    /// <summary>Lets the hashes that stand for one contact stand for another.</summary>
    public void Move(Guid goes, Guid stays) => _move.Bind(1, goes).Bind(2, stays).Run();

    /// <summary>Takes what tells of a person out of all their deliveries.</summary>
    /// <returns>How many payloads were emptied.</returns>
    public int Clear(Guid contactId)
    {
        _clearReceipts.Bind(1, contactId).Run();
        _clearDeliveries.Bind(1, contactId).Run();
        return _emptyPayloads.Bind(1, contactId).Change();
    }

    /// <summary>While on, what is deleted is overwritten in the file too.</summary>
    public void Overwrite(bool on) => (on ? _overwriteOn : _overwriteOff).Number();

    /// <summary>The hash of an address for all tenants.</summary>
    public byte[] HashOf(Address address) => AddressHash.Of(_key ??= ReadKey(), address);

    private byte[] HashOf(in ContactKey key) => AddressHash.Of(_key ??= ReadKey(), key);

    private byte[] ReadKey()
    {
        if (!_secret.Step())
        {
            throw new InvalidOperationException("The database has lost the key of erased addresses.");
        }

        var key = _secret.Bytes(0).ToArray();
        _secret.Reset();
        return key;
    }
}
