using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>The next free place of each account with a pace. Kept in microseconds: at 80 a second, milliseconds would lose one place in 25.</summary>
internal sealed class PaceTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Limits/pace");

    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _all = connection.Prepare(Sql["all"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _giveBack = connection.Prepare(Sql["give_back"]);

    public PaceGrant Reserve(in PaceRequest request, DateTimeOffset now)
    {
        var next = _get.Bind(1, request.Channel.Name).Bind(2, request.Account).Number() is { } known ? ToTime(known) : now;
        var first = next > now ? next : now;
        next = first + PaceRules.Length(request.Count, request.PerSecond);
        _save.Bind(1, request.Channel.Name).Bind(2, request.Account).Bind(3, ToNumber(next)).Bind(4, request.PerSecond).Run();
        return new PaceGrant(first - now, next);
    }

    public void GiveBack(in PaceReturn given) => _giveBack.Bind(1, given.Channel.Name).Bind(2, given.Account).Bind(3, ToNumber(given.NextAt))
        .Bind(4, ToNumber(given.NextAt - PaceRules.Length(given.Count, given.PerSecond))).Run();

    /// <summary>How much of each account one claim may take.</summary>
    public Dictionary<(string Channel, string Account), PaceShare> Shares(DateTimeOffset now)
    {
        var shares = new Dictionary<(string, string), PaceShare>();
        while (_all.Step())
        {
            shares.Add(
                (_all.RepeatedText(0)!, _all.RepeatedText(1)!),
                new PaceShare(PaceRules.MostToClaim(ToTime(_all.Number(2)), (int)_all.Number(3), now)));
        }

        return shares;
    }

    private static long ToNumber(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset ToTime(long number) => DateTimeOffset.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMicrosecond);
}
