using Npgsql;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Where the ids of a selection come from: the index that narrows it most.</summary>
internal sealed class SelectionSource
{
    // Up to here a tenant's waiting deliveries are sorted; more of them are met soon enough by walking all that are live from the newest.
    private const int FewEnoughToSort = 5000;

    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/selection");

    private readonly SelectionFilter _filter;
    private readonly string _statement;

    private SelectionSource(SelectionFilter filter, string statement) => (_filter, _statement) = (filter, statement);

    /// <summary>The source of a selection; null where the tenant has no such flow, and so no such delivery.</summary>
    public static async Task<SelectionSource?> OfAsync(Session session, DeliverySelection selection, CancellationToken cancellationToken)
    {
        if (await SelectionFilter.OfAsync(session, selection, cancellationToken).ConfigureAwait(false) is not { } filter)
        {
            return null;
        }

        var isNarrow = selection is not { NotificationId: null, DeliveryId: null, ContactId: null, CorrelationId: null };
        var name = selection.State switch
        {
            _ when isNarrow => "selected",
            DeliveryState.Claimed or DeliveryState.Sending => "held",
            DeliveryState.Unconfirmed => "in_doubt",
            DeliveryState.Held => "for_primary",
            DeliveryState.Failed or DeliveryState.Blocked or DeliveryState.Expired or DeliveryState.Cancelled => "ended",
            DeliveryState.Queued when await HasFewWaitingAsync(session, filter, cancellationToken).ConfigureAwait(false) => "waiting",
            DeliveryState.Queued when selection.CampaignId is null => "live",
            _ when selection.CampaignId is not null => "selected",
            _ => "of_flows",
        };
        return new SelectionSource(filter, Sql[name]);
    }

    /// <summary>The next ids, the newest first, and whether they may match.</summary>
    public Task<List<(StoredId Id, bool Fits)>> NextAsync(Session session, Guid before, int limit, CancellationToken cancellationToken) =>
        session.ReadByIndexAsync(
            _statement, p => _filter.Bind(p).With(before).With(limit), r => (new StoredId(r.GetGuid(0), r.GetDateTime(1)), r.GetBoolean(2)), cancellationToken);

    public bool Matches(in RecordRow row) => _filter.Matches(row);

    private static async Task<bool> HasFewWaitingAsync(Session session, SelectionFilter filter, CancellationToken cancellationToken)
    {
        var count = await session.ReadByIndexAsync(
            Sql["count_live"], p => p.With(filter.Flows).With(FewEnoughToSort + 1), r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return count[0] <= FewEnoughToSort;
    }
}
