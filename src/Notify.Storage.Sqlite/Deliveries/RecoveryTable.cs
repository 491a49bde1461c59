using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>What maintenance looks for. Every query is answered by a partial index over live rows.</summary>
internal sealed class RecoveryTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/recovery");

    private readonly Statement _lapsed = connection.Prepare(Sql["lapsed"]);
    private readonly Statement _expiring = connection.Prepare(Sql["expiring"]);
    private readonly Statement _waitingExpiring = connection.Prepare(Sql["waiting_expiring"]);
    private readonly Statement _nextFlowInDoubt = connection.Prepare(Sql["next_flow_in_doubt"]);
    private readonly Statement _inDoubt = connection.Prepare(Sql["in_doubt"]);

    /// <summary>Rows in a state whose lease is over.</summary>
    public List<long> Lapsed(DeliveryState state, long now, int limit) => Rows(_lapsed.Bind(1, now).Bind(2, (long)state).Bind(3, limit));

    /// <summary>Waiting rows whose expiry has passed.</summary>
    public List<long> Expiring(long now, int limit) => Rows(_expiring.Bind(1, now).Bind(2, limit));

    /// <summary>Held rows, waiting for their primaries, whose expiry has passed.</summary>
    public List<long> WaitingExpiring(long now, int limit) => Rows(_waitingExpiring.Bind(1, now).Bind(2, limit));

    /// <summary>The next flow after one that has rows in doubt, or null.</summary>
    public long? NextFlowInDoubt(long after) => _nextFlowInDoubt.Bind(1, after).Number();

    /// <summary>A flow's rows in doubt, the longest in doubt first.</summary>
    public List<long> InDoubt(long flowId, int limit) => Rows(_inDoubt.Bind(1, flowId).Bind(2, limit));

    private static List<long> Rows(Statement statement)
    {
        var rows = new List<long>();
        while (statement.Step())
        {
            rows.Add(statement.Number(0));
        }

        return rows;
    }
}
