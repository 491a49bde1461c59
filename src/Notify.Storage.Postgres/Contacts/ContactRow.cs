using Npgsql;
using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Reads contacts.</summary>
internal static class ContactRow
{
    /// <summary>The contact of a row that begins with id, tenant, kind and value; what is known of its channels begins at a column.</summary>
    public static Contact Read(NpgsqlDataReader row, int channelsFrom = 11)
    {
        var kind = row.GetString(2);
        var key = new ContactKey(row.GetString(1), new Address(kind is Address.PhoneKind ? Address.PhoneKind : kind, row.GetString(3)));
        return Read(row, row.GetGuid(0), key, 4, channelsFrom);
    }

    /// <summary>The contact under a key; what follows its id begins at a column, and what is known of its channels at another.</summary>
    public static Contact Read(NpgsqlDataReader row, Guid id, in ContactKey key, int from, int channelsFrom) => new()
    {
        Id = id,
        Tenant = key.Tenant,
        Address = key.Address,
        OptedOutAt = StoreTime.ToTime(row.TimeOrNull(from)),
        OptOutReason = row.TextOrNull(from + 1),
        QuietHours = row.GetBoolean(from + 2) ? new QuietHours(Time(row, from + 3), Time(row, from + 4)) : null,
        Locale = row.TextOrNull(from + 5),
        Zone = row.TextOrNull(from + 6),
        AllowsSms = row.GetBoolean(channelsFrom),
        PreferredChannel = ChannelOf(row.TextOrNull(channelsFrom + 1)),
        LastChannel = ChannelOf(row.TextOrNull(channelsFrom + 2)),
        Facts = ChannelFacts.Parse(row.TextOrNull(channelsFrom + 3)),
        AllowsMarketing = row.GetBoolean(channelsFrom + 4),
        MarketingAt = StoreTime.ToTime(row.TimeOrNull(channelsFrom + 8)),
        ChannelOptOuts = ChannelOptOuts.Parse(row.TextOrNull(channelsFrom + 5)),
        Linked = LinkedAddresses.Parse(row.TextOrNull(channelsFrom + 6)),
    };

    /// <summary>The contact that one went up in; null where it stands by itself.</summary>
    public static Guid? LinkedTo(NpgsqlDataReader row, int channelsFrom) => row.IsDBNull(channelsFrom + 7) ? null : row.GetGuid(channelsFrom + 7);

    private static Channel? ChannelOf(string? name) => name is null ? null : new Channel(name);

    private static TimeOnly? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<TimeOnly>(column);
}
