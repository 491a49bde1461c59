using Notify.Consents;
using Notify.Contacts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Consents;

/// <summary>What people last said on topics.</summary>
internal sealed class ConsentTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Consents/consent");

    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _of = connection.Prepare(Sql["of"]);
    private readonly Statement _page = connection.Prepare(Sql["page"]);
    private readonly Statement _erase = connection.Prepare(Sql["erase"]);

    public void Save(Consent consent) => _save.Bind(1, consent.ContactId).Bind(2, consent.Topic).Bind(3, consent.IsGranted ? 1 : 0).Bind(4, consent.Source)
        .Bind(5, StoreTime.Floor(consent.At)).Bind(6, consent.Proof).Run();

    public Consent? Find(in ConsentKey key)
    {
        if (!_get.Bind(1, key.ContactId).Bind(2, key.Topic).Step())
        {
            return null;
        }

        var consent = Read(_get);
        _get.Reset();
        return consent;
    }

    public List<Consent> Of(Guid contactId)
    {
        var consents = new List<Consent>();
        _of.Bind(1, contactId);
        while (_of.Step())
        {
            consents.Add(Read(_of));
        }

        return consents;
    }

    public List<StoredConsent> Page(string tenant, int limit, in ConsentKey after)
    {
        var consents = new List<StoredConsent>();
        _page.Bind(1, tenant).Bind(2, after.ContactId).Bind(3, after.Topic).Bind(4, limit);
        while (_page.Step())
        {
            consents.Add(new StoredConsent(new Address(_page.Text(6), _page.Text(7)), Read(_page)));
        }

        return consents;
    }

    public void Erase(Guid contactId) => _erase.Bind(1, contactId).Run();

    private static Consent Read(Statement row) => new()
    {
        ContactId = row.Id(0),
        Topic = row.Text(1),
        IsGranted = row.Number(2) != 0,
        Source = row.Text(3),
        At = StoreTime.ToTime(row.Number(4)),
        Proof = row.TextOrNull(5),
    };
}
