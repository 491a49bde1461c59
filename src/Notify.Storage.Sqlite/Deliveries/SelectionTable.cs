using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Deliveries by selection.</summary>
internal sealed class SelectionTable(Connection connection, RecordTable records, CountTable counts)
{
    // Above this, walking a tenant's deliveries from the newest finds those of a state sooner than sorting all of that state.
    private const int FewEnoughToSort = 5000;

    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/selection");
    private static readonly Guid AfterAll = Guid.AllBitsSet;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>The rows of a selection that are in one of some states.</summary>
    public List<long> Rows(DeliverySelection selection, params ReadOnlySpan<DeliveryState> states)
    {
        var rows = new List<long>();
        foreach (var state in states)
        {
            if (selection.State is null || selection.State == state)
            {
                var statement = Prepare(Sql["rows"] + SelectionFilter.Of(selection, state, byState: true));
                SelectionFilter.Bind(statement, selection);
                while (statement.Step())
                {
                    rows.Add(statement.Number(0));
                }
            }
        }

        return rows;
    }

    public DeliveryPage Page(DeliverySelection selection, int limit, Guid? after)
    {
        var inState = selection.State is { } state ? counts.OfTenant(selection.Tenant, state) : long.MaxValue;
        if (inState == 0)
        {
            return new DeliveryPage([], null);
        }

        var byState = inState <= FewEnoughToSort || selection.State >= DeliveryState.Failed;
        var statement = Prepare($"{RecordTable.Select}{SelectionFilter.Of(selection, selection.State, byState)} {Sql["page"]}");
        SelectionFilter.Bind(statement, selection).Bind(9, after ?? AfterAll).Bind(10, limit + 1);
        var page = new List<DeliveryRecord>(Math.Min(limit, 100));
        var hasMore = false;
        while (!hasMore && statement.Step())
        {
            if (page.Count == limit)
            {
                hasMore = true;
                statement.Reset();
            }
            else
            {
                page.Add(records.Read(statement));
            }
        }

        return new DeliveryPage(page, hasMore ? page[^1].Id : null);
    }

    private Statement Prepare(string sql) =>
        _statements.TryGetValue(sql, out var known) ? known : _statements[sql] = connection.Prepare(sql);
}
