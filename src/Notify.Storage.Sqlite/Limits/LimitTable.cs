using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>The logs of the limits, one row a key.</summary>
internal sealed class LimitTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Limits/limit");

    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _someKeys = connection.Prepare(Sql["some_keys"]);
    private readonly Statement _drop = connection.Prepare(Sql["drop"]);
    private string _swept = "";

    public GrantLog Get(string key)
    {
        if (!_get.Bind(1, key).Step())
        {
            return new GrantLog();
        }

        var log = GrantCodec.Read(_get.Bytes(2), _get.Number(0));
        _get.Reset();
        return log;
    }

    public void Save(string key, GrantLog log, long now)
    {
        log.Prune(StoreTime.ToTime(now).UtcTicks);
        _save.Bind(1, key).Bind(2, StoreTime.Length(TimeSpan.FromTicks(log.Window))).Bind(3, GrantCodec.Time(log.IdleAt)).Bind(4, GrantCodec.Write(log)).Run();
    }

    /// <summary>Drops idle keys among the next few. Goes round the table call by call: an index by time would cost every grant more than this.</summary>
    public void DropIdle(long now, int limit)
    {
        var idle = new List<string>();
        var seen = 0;
        _someKeys.Bind(1, _swept).Bind(2, limit);
        while (_someKeys.Step())
        {
            seen++;
            _swept = _someKeys.Text(0);
            if (_someKeys.Number(1) <= now)
            {
                idle.Add(_swept);
            }
        }

        _swept = seen < limit ? "" : _swept;
        foreach (var key in idle)
        {
            _drop.Bind(1, key).Run();
        }
    }
}
