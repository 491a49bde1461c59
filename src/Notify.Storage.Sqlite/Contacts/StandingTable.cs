using Notify.Contacts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>What people opted out of at all tenants, those too that get to know them later.</summary>
internal sealed class StandingTable(Connection connection, ErasedTable erased)
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/standing");

    private readonly Statement _find = connection.Prepare(Sql["find"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _remove = connection.Prepare(Sql["remove"]);

    public StandingOptOut? Find(Address address)
    {
        if (!_find.Bind(1, erased.HashOf(address)).Step())
        {
            return null;
        }

        var found = new StandingOptOut(
            StoreTime.ToTime(_find.NumberOrNull(0)), _find.TextOrNull(1), ChannelOptOuts.Parse(_find.TextOrNull(2)), _find.Text(3), _find.Text(4));
        _find.Reset();
        return found;
    }

    public void Change(Address address, ConsentChange change, DateTimeOffset now)
    {
        var known = Find(address);
        switch (StandingOptOut.After(known, change, now))
        {
            case { } standing when standing != known:
                _save.Bind(1, erased.HashOf(address)).Bind(2, standing.Since is { } at ? StoreTime.Floor(at) : null).Bind(3, standing.Why)
                    .Bind(4, standing.Channels == ChannelOptOuts.None ? null : standing.Channels.ToString()).Bind(5, standing.Reason).Bind(6, standing.By).Run();
                break;
            case null when known is not null:
                _remove.Bind(1, erased.HashOf(address)).Run();
                break;
        }
    }
}
