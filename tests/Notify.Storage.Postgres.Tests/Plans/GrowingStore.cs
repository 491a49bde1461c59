using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>One with few rows, which the server takes for empty, and with many later.</summary>
public sealed class GrowingStore() : PlanStore(FewRows)
{
    private const int FewRows = 400;
    private const int ManyRows = 100_000;

    /// <summary>Lets the server take the tables for empty, as it does when it has vacuumed those of a queue that was.</summary>
    public Task TakeForEmptyAsync() => Sql.RunAsync(
        Database, "UPDATE pg_class SET relpages = 1, reltuples = 0 WHERE relnamespace = 'notify'::regnamespace AND relkind IN ('r', 'i')");

    /// <summary>Fills the tables. The server's plans stay as they are.</summary>
    public Task GrowAsync() => Sql.RunAsync(Database, BigTables.Fill(ManyRows, first: 1_000_001));
}
