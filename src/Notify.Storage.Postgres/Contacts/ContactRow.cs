using Npgsql;
using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Reads contacts.</summary>
internal static class ContactRow
{
    /// <summary>The contact of a row that begins with id, tenant, kind and value.</summary>
    public static Contact Read(NpgsqlDataReader row)
    {
        var kind = row.GetString(2);
        var key = new ContactKey(row.GetString(1), new Address(kind is Address.PhoneKind ? Address.PhoneKind : kind, row.GetString(3)));
        return Read(row, row.GetGuid(0), key, 4);
    }

    /// <summary>The contact under a key; what follows its id begins at a column.</summary>
    public static Contact Read(NpgsqlDataReader row, Guid id, in ContactKey key, int from) => new()
    {
        Id = id,
        Tenant = key.Tenant,
        Address = key.Address,
        OptedOutAt = StoreTime.ToTime(row.TimeOrNull(from)),
        OptOutReason = row.TextOrNull(from + 1),
        QuietHours = row.GetBoolean(from + 2) ? new QuietHours(Time(row, from + 3), Time(row, from + 4)) : null,
        Locale = row.TextOrNull(from + 5),
        Zone = row.TextOrNull(from + 6),
    };

    private static TimeOnly? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<TimeOnly>(column);
}
