using Npgsql;
using NpgsqlTypes;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A selection as statements take it: the flows it is about, and the filters that are given.</summary>
internal sealed class SelectionFilter
{
    private static readonly string FlowsOf = SqlFile.Of("Deliveries/selection")["flows"];

    private readonly DeliverySelection _selection;
    private readonly HashSet<int> _flows;
    private readonly Guid? _first;
    private readonly Guid? _last;
    private readonly DateTime? _from;
    private readonly DateTime? _before;

    private SelectionFilter(DeliverySelection selection, int[] flows)
    {
        (_selection, Flows, _flows) = (selection, flows, [.. flows]);
        (_from, _before) = (StoreTime.Ceiling(selection.QueuedFrom), StoreTime.Ceiling(selection.QueuedBefore));
        if (selection.NotificationId is { } notification)
        {
            (_first, _last) = IdRange.Of(notification);
        }

        if (selection.DeliveryId is { } delivery)
        {
            // Both given, and it is not one of the notification's: no id lies between the two.
            (_first, _last) = (_first > delivery ? _first : delivery, _last < delivery ? _last : delivery);
        }
    }

    public int[] Flows { get; }

    /// <summary>The filter of a selection, but for some domains; null where the tenant has no such flow.</summary>
    public static async Task<SelectionFilter?> OfAsync(
        Session session, DeliverySelection selection, CancellationToken cancellationToken, IReadOnlyList<string>? except = null)
    {
        var flows = await session.ReadByIndexAsync(
            FlowsOf, p => p.With(selection.Tenant).With(selection.Domain).With(selection.Channel?.Name).With([.. except ?? []]), r => r.GetInt32(0), cancellationToken)
            .ConfigureAwait(false);
        return flows.Count == 0 ? null : new SelectionFilter(selection, [.. flows]);
    }

    /// <summary>Whether it names something narrower than flows.</summary>
    public bool IsNarrow => _first is not null || _selection is not { ContactId: null, CorrelationId: null, CampaignId: null };

    /// <summary>Those of some states that the selection asks for.</summary>
    public short[] StatesOf(params ReadOnlySpan<DeliveryState> states)
    {
        var wanted = new List<short>();
        foreach (var state in states)
        {
            if (_selection.State is null || _selection.State == state)
            {
                wanted.Add((short)state);
            }
        }

        return [.. wanted];
    }

    /// <summary>Binds <c>$1</c> to <c>$9</c>: the flows, the ids from and to, contact, correlation, campaign, state, and the times from and to; null for what is not given.</summary>
    public NpgsqlParameterCollection Bind(NpgsqlParameterCollection parameters) => parameters
        .With(Flows).With(_first).With(_last).With(_selection.ContactId).With(_selection.CorrelationId).With(_selection.CampaignId)
        .With<object?>((short?)_selection.State, NpgsqlDbType.Smallint).With(_from, NpgsqlDbType.TimestampTz).With(_before, NpgsqlDbType.TimestampTz);

    public bool Matches(in RecordRow row)
    {
        var record = row.Record;
        return _flows.Contains(row.FlowId)
            && (_first is null || (record.Id >= _first && record.Id <= _last))
            && (_selection.ContactId is null || record.ContactId == _selection.ContactId)
            && (_selection.CorrelationId is null || string.Equals(record.CorrelationId, _selection.CorrelationId, StringComparison.Ordinal))
            && (_selection.CampaignId is null || string.Equals(record.CampaignId, _selection.CampaignId, StringComparison.Ordinal))
            && (_from is null || record.QueuedAt.UtcDateTime >= _from)
            && (_before is null || record.QueuedAt.UtcDateTime < _before)
            && (_selection.State is null || record.State == _selection.State);
    }
}
