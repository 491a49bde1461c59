using Npgsql;
using NpgsqlTypes;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Finds, makes and changes contacts. A batch is one round trip.</summary>
internal static class ContactTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/contact");

    /// <summary>The contacts under some keys, in their order, at the store's time.</summary>
    public static async Task<ContactLookup> FindAsync(Session session, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return new ContactLookup(await NowAsync(session, cancellationToken).ConfigureAwait(false), []);
        }

        var command = session.Command(Sql["find"]);
        await using var _ = command.ConfigureAwait(false);
        AddKeys(command.Parameters, keys);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await ReadAsync(session, rows, keys, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every tenant's contacts under some addresses.</summary>
    public static async Task<IEnumerable<(Address Address, Contact Contact)>> EverywhereAsync(Session session, Address[] addresses, CancellationToken cancellationToken)
    {
        var found = await session.ReadByIndexAsync(
            Sql["everywhere"],
            p => p.With(Array.ConvertAll(addresses, a => a.Kind)).With(Array.ConvertAll(addresses, a => a.Value)),
            r => (Place: (int)r.GetInt64(0) - 1, Id: r.GetGuid(1)),
            cancellationToken).ConfigureAwait(false);
        var contacts = await GetAsync(session, [.. found.Select(f => f.Id)], cancellationToken).ConfigureAwait(false);
        return found.Where(f => contacts.ContainsKey(f.Id)).Select(f => (addresses[f.Place], contacts[f.Id]));
    }

    /// <summary>Makes the contacts that are missing. Ids are random but for their time, so that contacts made together lie together.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="keys">Different ones, sorted by <see cref="ContactKeyOrder"/>.</param>
    /// <param name="hashes">Of their addresses: those that were erased are not stored, and not answered.</param>
    /// <param name="standing">The hashes of their addresses for all tenants, by which opt-outs stand.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="isPatient">Whether to wait for the end of a transaction that makes one of them, or only a moment.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<ContactLookup> AddAsync(
        Session session, IReadOnlyList<ContactKey> keys, byte[][] hashes, byte[][] standing, DateTimeOffset now, bool isPatient, CancellationToken cancellationToken)
    {
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        if (!isPatient)
        {
            Patience.BeShort(batch, session, keys.Count);
        }

        var command = session.BatchCommand(Sql["add"]);
        batch.BatchCommands.Add(command);
        var ids = new Guid[keys.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = Guid.CreateVersion7(now);
        }

        // So that the index grows at its end.
        Array.Sort(ids);

        command.Parameters.With(ids);
        AddKeys(command.Parameters, keys);
        command.Parameters.With(Array.ConvertAll(hashes, h => new ReadOnlyMemory<byte>(h))).With(Array.ConvertAll(standing, h => new ReadOnlyMemory<byte>(h)));
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!isPatient)
        {
            await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return await ReadAsync(session, rows, keys, cancellationToken, ids).ConfigureAwait(false);
    }

    public static async Task<Dictionary<Guid, Contact>> GetAsync(Session session, Guid[] ids, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["get"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(ids);
        var contacts = new Dictionary<Guid, Contact>(ids.Length);
        var gone = new Dictionary<Guid, Guid>();
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var contact = ContactRow.Read(rows);
                contacts[contact.Id] = contact;
                if (ContactRow.LinkedTo(rows, 11) is { } other)
                {
                    gone[contact.Id] = other;
                }
            }
        }

        if (gone.Count > 0)
        {
            var others = await GetAsync(session, [.. gone.Values.Distinct()], cancellationToken).ConfigureAwait(false);
            foreach (var (id, other) in gone)
            {
                contacts[id] = others[other];
            }
        }

        return contacts;
    }

    /// <summary>Locks a contact, or the one it went up in by now; gives the id of that one.</summary>
    public static async Task<Guid> LockAsync(Session session, Guid id, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql["lock_one"], p => p.With(id), r => r.GetGuid(0), cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Locks contacts, in one order; null where one of them went up in another meanwhile.</summary>
    public static async Task<Dictionary<Guid, Contact>?> LockAsync(Session session, Guid[] ids, CancellationToken cancellationToken)
    {
        var locked = await session.ReadAsync(
            Sql["lock"], p => p.With(ids), r => (Contact: ContactRow.Read(r), LinkedTo: ContactRow.LinkedTo(r, 11)), cancellationToken).ConfigureAwait(false);
        return locked.Count == ids.Length && locked.TrueForAll(l => l.LinkedTo is null) ? locked.ToDictionary(l => l.Contact.Id, l => l.Contact) : null;
    }

    /// <summary>Writes a contact as a link made it.</summary>
    public static Task JoinAsync(Session session, Contact contact, CancellationToken cancellationToken)
    {
        var hours = contact.QuietHours;
        return session.ReadAsync(
            Sql["join"],
            p => p.With(contact.Id).With<object?>(contact.OptedOutAt?.UtcDateTime, NpgsqlDbType.TimestampTz).With(contact.OptOutReason)
                .With(hours is not null).With(hours?.Start, NpgsqlDbType.Time).With(hours?.End, NpgsqlDbType.Time).With(contact.Locale).With(contact.Zone)
                .With(contact.AllowsSms).With(contact.PreferredChannel?.Name).With(contact.LastChannel?.Name)
                .With(contact.Facts == ChannelFacts.None ? null : contact.Facts.ToString()).With(contact.AllowsMarketing).With(contact.Linked.ToStored())
                .With(contact.ChannelOptOuts == ChannelOptOuts.None ? null : contact.ChannelOptOuts.ToString())
                .With<object?>(contact.MarketingAt?.UtcDateTime, NpgsqlDbType.TimestampTz),
            _ => 0,
            cancellationToken);
    }

    /// <summary>Lets one contact go up in another, both locked.</summary>
    public static Task LinkAsync(Session session, Guid goes, Guid stays, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql["link"], p => p.With(goes).With(stays), _ => 0, cancellationToken);

    /// <summary>Lets contacts heed what stands for their addresses at all tenants, and was heeded for the person while a transaction was making them.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="ids">The contacts.</param>
    /// <param name="isWord">Whether an opt-in of theirs comes, after which nothing older is heeded.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> HeedAsync(Session session, Guid[] ids, bool isWord, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql["heed"], p => p.With(ids).With(isWord), r => r.GetInt32(0), cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Lets what those that went up in a contact have left be its own.</summary>
    public static Task<List<int>> GatherAsync(Session session, Guid id, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql["gather"], p => p.With(id), _ => 0, cancellationToken);

    public static async Task<Contact> SaveAsync(Session session, Guid id, ContactPreferences preferences, CancellationToken cancellationToken)
    {
        const int Leave = 0, Set = 1, Clear = 2;
        var now = await NowAsync(session, cancellationToken).ConfigureAwait(false);
        var hours = preferences.ClearQuietHours ? null : preferences.QuietHours;
        var command = session.Command(Sql["save"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(id).With(preferences.Locale).With(preferences.Zone)
            .With(preferences.ClearQuietHours ? Clear : hours is null ? Leave : Set)
            .With(hours?.Start, NpgsqlDbType.Time).With(hours?.End, NpgsqlDbType.Time)
            .With<object?>(preferences.AllowsSms, NpgsqlDbType.Boolean).With(preferences.PreferredChannel?.Name)
            .With<object?>(preferences.AllowsMarketing, NpgsqlDbType.Boolean)
            .With<object?>(preferences.MarketingAt?.UtcDateTime, NpgsqlDbType.TimestampTz).With(now);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        return ContactRow.Read(rows);
    }

    /// <summary>Writes an opt-out or opt-in under the contact's lock. Who was erased meanwhile stays opted out.</summary>
    /// <returns>The contact's id: of the one it went up in, where it did.</returns>
    public static async Task<Guid> SetConsentAsync(Session session, Guid id, ConsentChange change, CancellationToken cancellationToken)
    {
        id = await LockAsync(session, id, cancellationToken).ConfigureAwait(false);
        await GatherAsync(session, id, cancellationToken).ConfigureAwait(false);
        await HeedAsync(session, [id], isWord: !change.OptedOut, cancellationToken).ConfigureAwait(false);
        var locked = await session.ReadAsync(Sql["lock"], p => p.With([id]), r => ContactRow.Read(r), cancellationToken).ConfigureAwait(false);
        var now = await NowAsync(session, cancellationToken).ConfigureAwait(false);
        if (locked is not [var contact] || change.ApplyTo(contact, now) is var changed && changed == contact)
        {
            return id;
        }

        var command = session.Command(Sql["consent"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(id).With(changed.OptedOutAt).With(changed.OptOutReason)
            .With(changed.ChannelOptOuts == ChannelOptOuts.None ? null : changed.ChannelOptOuts.ToString());
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>Writes what was learned of contacts, under their locks.</summary>
    public static async Task<int> NoteAsync(Session session, IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken)
    {
        var ids = notes.Select(n => n.ContactId).Distinct().ToArray();
        var known = (await session.ReadAsync(Sql["lock"], p => p.With(ids), r => ContactRow.Read(r), cancellationToken).ConfigureAwait(false)).ToDictionary(c => c.Id);
        var now = await NowAsync(session, cancellationToken).ConfigureAwait(false);
        var changed = new HashSet<Guid>();
        foreach (var note in notes)
        {
            if (known.TryGetValue(note.ContactId, out var contact) && note.ApplyTo(contact, now) is var noted && noted != contact)
            {
                known[contact.Id] = noted;
                changed.Add(contact.Id);
            }
        }

        Contact[] all = [.. changed.Order().Select(id => known[id])];
        if (all.Length > 0)
        {
            var command = session.Command(Sql["note"]);
            await using var _ = command.ConfigureAwait(false);
            command.Parameters.With(Array.ConvertAll(all, c => c.Id)).With(Array.ConvertAll(all, c => c.LastChannel?.Name))
                .With(Array.ConvertAll(all, c => c.Facts == ChannelFacts.None ? null : c.Facts.ToString()));
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return all.Length;
    }

    /// <summary>The store's time.</summary>
    public static async Task<DateTimeOffset> NowAsync(Session session, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["now"]);
        await using var _ = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        return StoreTime.ToTime(rows.GetDateTime(0));
    }

    private static void AddKeys(NpgsqlParameterCollection parameters, IReadOnlyList<ContactKey> keys)
    {
        var tenants = new string[keys.Count];
        var kinds = new string[keys.Count];
        var values = new string[keys.Count];
        for (var i = 0; i < tenants.Length; i++)
        {
            (tenants[i], (kinds[i], values[i])) = keys[i];
        }

        parameters.With(tenants).With(kinds).With(values);
    }

    // A row at place 0 says that all were made as asked, under the ids they were given.
    private static async Task<ContactLookup> ReadAsync(
        Session session, NpgsqlDataReader rows, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken, Guid[]? made = null)
    {
        var contacts = new Contact?[keys.Count];
        var now = default(DateTimeOffset);
        Dictionary<int, Guid>? gone = null;
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var place = (int)rows.GetInt64(0) - 1;
                if (place < 0)
                {
                    return new ContactLookup(StoreTime.ToTime(rows.GetDateTime(1)), Made(made!, keys));
                }

                now = place == 0 ? StoreTime.ToTime(rows.GetDateTime(1)) : now;
                contacts[place] = rows.IsDBNull(2) ? null : ContactRow.Read(rows, rows.GetGuid(2), keys[place], 3, 10);
                if (ContactRow.LinkedTo(rows, 10) is { } other)
                {
                    (gone ??= [])[place] = other;
                }
            }
        }

        if (gone is not null)
        {
            var others = await GetAsync(session, [.. gone.Values.Distinct()], cancellationToken).ConfigureAwait(false);
            foreach (var (place, other) in gone)
            {
                contacts[place] = others[other];
            }
        }

        return new ContactLookup(now, contacts);
    }

    private static Contact[] Made(Guid[] ids, IReadOnlyList<ContactKey> keys)
    {
        var made = new Contact[ids.Length];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = new Contact { Id = ids[i], Tenant = keys[i].Tenant, Address = keys[i].Address };
        }

        return made;
    }
}
