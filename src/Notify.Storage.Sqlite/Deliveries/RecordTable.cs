using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Flows;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Deliveries as the log shows them.</summary>
internal sealed class RecordTable(Connection connection, FlowTable flows)
{
    private static readonly string Columns = SqlFile.Of("Deliveries/record")["columns"];

    private readonly Statement _find = connection.Prepare($"{Columns} WHERE d.id = ?1");

    /// <summary>The start of a query whose rows <see cref="Read"/> understands.</summary>
    public static string Select => Columns;

    public Dictionary<Guid, DeliveryRecord> Find(IReadOnlyCollection<Guid> ids)
    {
        var found = new Dictionary<Guid, DeliveryRecord>(ids.Count);
        foreach (var id in ids)
        {
            if (_find.Bind(1, id).Step())
            {
                found[id] = Read(_find);
                _find.Reset();
            }
        }

        return found;
    }

    public DeliveryRecord Read(Statement row) => new()
    {
        Id = row.Id(0),
        ContactId = row.Id(1),
        Flow = flows.Get(row.Number(2)),
        State = (DeliveryState)row.Number(3),
        Reason = row.RepeatedText(4),
        ErrorCode = row.TextOrNull(5),
        Detail = row.TextOrNull(6),
        Attempts = (int)row.Number(7),
        Sends = (int)row.Number(8),
        QueuedAt = StoreTime.ToTime(row.Number(9)),
        DueAt = StoreTime.ToTime(row.Number(10)),
        UpdatedAt = StoreTime.ToTime(row.Number(11)),
        ExpiresAt = StoreTime.ToTime(row.NumberOrNull(12)),
        ProviderMessageId = row.TextOrNull(13),
        TemplateVersion = (int)row.Number(14),
        CorrelationId = row.TextOrNull(15),
        CampaignId = row.TextOrNull(16),
        TraceParent = row.TextOrNull(17),
    };
}
