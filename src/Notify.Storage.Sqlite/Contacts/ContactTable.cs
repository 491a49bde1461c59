using Notify.Auditing;
using Notify.Contacts;
using Notify.Sessions;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Sessions;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Contacts and the addresses they are found by.</summary>
internal sealed class ContactTable(Connection connection, ErasedTable erased, StandingTable standing, SessionTable sessions, AuditTable audit)
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/contact");

    private readonly Statement _find = connection.Prepare(Sql["find"]);
    private readonly Statement _everywhere = connection.Prepare(Sql["everywhere"]);
    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _addAddress = connection.Prepare(Sql["add_address"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _setAddress = connection.Prepare(Sql["set_address"]);
    private readonly Statement _goneInto = connection.Prepare(Sql["gone_into"]);
    private readonly Statement _go = connection.Prepare(Sql["go"]);
    private readonly Statement _goOn = connection.Prepare(Sql["go_on"]);
    private readonly Statement _mirror = connection.Prepare(Sql["mirror"]);
    private readonly Statement _gatherConsents = connection.Prepare(Sql["gather_consents"]);
    private readonly Statement _forgetConsents = connection.Prepare(Sql["forget_consents"]);
    private readonly Statement _forgetWindows = connection.Prepare(Sql["forget_windows"]);
    private readonly Statement[] _gather =
    [
        connection.Prepare(Sql["gather_deliveries"]), connection.Prepare(Sql["gather_inbound"]), connection.Prepare(Sql["gather_windows"]),
        connection.Prepare(Sql["gather_sessions"]),
    ];

    public Contact? Find(in ContactKey key) =>
        Read(_find.Bind(1, key.Tenant).Bind(2, key.Address.Kind).Bind(3, key.Address.Value))
        ?? (erased.Find(key) is { } id ? Get(id) : null);

    /// <summary>Every tenant's contact under an address, those who were erased too.</summary>
    /// <param name="address">The address.</param>
    /// <param name="erasedTenants">The tenants somebody of whom was erased.</param>
    public List<Contact> Everywhere(Address address, List<string> erasedTenants)
    {
        var ids = new List<Guid>();
        _everywhere.Bind(1, address.Kind).Bind(2, address.Value);
        while (_everywhere.Step())
        {
            ids.Add(_everywhere.Id(0));
        }

        ids.AddRange(erasedTenants.Select(t => erased.Find(new ContactKey(t, address))).OfType<Guid>());
        return [.. ids.Select(Get).OfType<Contact>()];
    }

    public Contact? Get(Guid id)
    {
        var contact = Read(_get.Bind(1, id), out var other);
        return other is { } stays ? Read(_get.Bind(1, stays)) : contact;
    }

    /// <summary>The contact under a key, made where there is none.</summary>
    public Contact FindOrAdd(in ContactKey key, long now)
    {
        if (Find(key) is { } known)
        {
            return known;
        }

        // Random but for its time, so that contacts made together lie together.
        var contact = new Contact { Id = Guid.CreateVersion7(StoreTime.ToTime(now)), Tenant = key.Tenant, Address = key.Address };
        _add.Bind(1, contact.Id).Bind(2, contact.Tenant).Bind(3, key.Address.Kind).Bind(4, key.Address.Value).Run();
        _addAddress.Bind(1, contact.Tenant).Bind(2, key.Address.Kind).Bind(3, key.Address.Value).Bind(4, contact.Id).Run();
        return standing.Find(key.Address) is { } optOut ? Begin(contact, optOut, now) : contact;
    }

    /// <summary>An address finds a contact from now on.</summary>
    public void Add(in ContactKey key, Guid id) => _setAddress.Bind(1, key.Tenant).Bind(2, key.Address.Kind).Bind(3, key.Address.Value).Bind(4, id).Run();

    /// <summary>Lets a contact go up in another one. An erased one stays where it is, but for its addresses.</summary>
    public void Link(Contact goes, Contact stays, long now)
    {
        erased.Move(goes.Id, stays.Id);
        if (goes.IsErased)
        {
            return;
        }

        foreach (var address in goes.Addresses())
        {
            Add(new ContactKey(goes.Tenant, address), stays.Id);
        }

        _goOn.Bind(1, goes.Id).Bind(2, stays.Id).Run();
        _go.Bind(1, goes.Id).Bind(2, stays.Id).Bind(3, goes.Id.ToString()).Run();
        Gather(stays.Id, now);
    }

    /// <summary>Lets all that contacts which went up in one have left be its own; what was queued to one of them since, too.</summary>
    public void Gather(Guid id, long now)
    {
        var gone = new List<Guid>();
        _goneInto.Bind(1, id);
        while (_goneInto.Step())
        {
            gone.Add(_goneInto.Id(0));
        }

        foreach (var goes in gone)
        {
            JoinSessions(goes, id, StoreTime.ToTime(now));
            Array.ForEach(_gather, statement => statement.Bind(1, goes).Bind(2, id).Run());
            _forgetWindows.Bind(1, goes).Run();
            _gatherConsents.Bind(1, goes).Bind(2, id).Run();
            _forgetConsents.Bind(1, goes).Run();
        }
    }

    public void Save(Contact contact)
    {
        var quiet = contact.QuietHours;
        _save.Bind(1, contact.Id)
            .Bind(2, contact.OptedOutAt is { } at ? StoreTime.Floor(at) : null).Bind(3, contact.OptOutReason)
            .Bind(4, quiet is null ? 0 : 1).Bind(5, quiet?.Start?.Ticks).Bind(6, quiet?.End?.Ticks)
            .Bind(7, contact.Locale).Bind(8, contact.Zone)
            .Bind(9, contact.AllowsSms ? 1 : 0).Bind(10, contact.PreferredChannel?.Name).Bind(11, contact.LastChannel?.Name)
            .Bind(12, contact.Facts == ChannelFacts.None ? null : contact.Facts.ToString()).Bind(13, contact.AllowsMarketing ? 1 : 0)
            .Bind(14, contact.ChannelOptOuts == ChannelOptOuts.None ? null : contact.ChannelOptOuts.ToString())
            .Bind(15, contact.Linked.ToStored()).Bind(16, contact.MarketingAt is { } said ? StoreTime.Floor(said) : null).Run();
        if (!contact.Linked.IsEmpty)
        {
            // Who reads one that went up in it by its id sees the same.
            _mirror.Bind(1, contact.Id).Bind(2, contact.OptedOutAt is { } since ? StoreTime.Floor(since) : null).Bind(3, contact.OptOutReason)
                .Bind(4, contact.ChannelOptOuts == ChannelOptOuts.None ? null : contact.ChannelOptOuts.ToString()).Run();
        }
    }

    // Who becomes a contact begins with what they opted out of at all tenants.
    private Contact Begin(Contact newcomer, StandingOptOut optOut, long now)
    {
        var contact = optOut.ApplyTo(newcomer);
        Save(contact);
        audit.Add(new AuditRow(now, AuditEvents.OptedOut, contact.Tenant) { ContactId = contact.Id, Reason = optOut.Reason, Actor = optOut.By });
        return contact;
    }

    // One talk at a time: where both have one open, the person's own goes on.
    private void JoinSessions(Guid goes, Guid id, DateTimeOffset now)
    {
        var (own, other) = (sessions.FindOpen(id, now), sessions.FindOpen(goes, now));
        if (own is not null && other is not null)
        {
            var (stays, ends) = SessionRules.Join(own, other, now);
            sessions.Save(stays);
            sessions.Save(ends);
        }
    }

    private static Contact? Read(Statement row) => Read(row, out _);

    private static Contact? Read(Statement row, out Guid? linkedTo)
    {
        linkedTo = null;
        if (!row.Step())
        {
            return null;
        }

        var contact = new Contact
        {
            Id = row.Id(0),
            Tenant = row.RepeatedText(1)!,
            Address = new Address(row.Text(2) is Address.PhoneKind ? Address.PhoneKind : row.Text(2), row.Text(3)),
            OptedOutAt = StoreTime.ToTime(row.NumberOrNull(4)),
            OptOutReason = row.TextOrNull(5),
            QuietHours = row.Number(6) == 0 ? null : new QuietHours(Time(row, 7), Time(row, 8)),
            Locale = row.TextOrNull(9),
            Zone = row.TextOrNull(10),
            AllowsSms = row.Number(11) != 0,
            PreferredChannel = row.RepeatedText(12) is { } preferred ? new Channel(preferred) : null,
            LastChannel = row.RepeatedText(13) is { } last ? new Channel(last) : null,
            Facts = ChannelFacts.Parse(row.TextOrNull(14)),
            AllowsMarketing = row.Number(15) != 0,
            ChannelOptOuts = ChannelOptOuts.Parse(row.TextOrNull(16)),
            Linked = LinkedAddresses.Parse(row.TextOrNull(17)),
            MarketingAt = StoreTime.ToTime(row.NumberOrNull(19)),
        };
        linkedTo = row.IsNull(18) ? null : row.Id(18);
        row.Reset();
        return contact;
    }

    private static TimeOnly? Time(Statement row, int column) => row.NumberOrNull(column) is { } ticks ? new TimeOnly(ticks) : null;
}
