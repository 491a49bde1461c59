using Notify.Deliveries;
using Notify.Storage.Postgres.Flows;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A delivery as it was read, its flow still a number.</summary>
internal readonly record struct RecordRow(int FlowId, DeliveryRecord Record)
{
    /// <summary>Stands where the flow is not put in yet.</summary>
    public static readonly FlowKey NoFlow = new("", Channel.WhatsApp, "", "", "", Priority.Normal);

    public static async Task<List<DeliveryRecord>> WithFlowsAsync(IReadOnlyList<RecordRow> rows, FlowCache flows, CancellationToken cancellationToken)
    {
        var keys = await flows.GetAsync([.. rows.Select(r => r.FlowId)], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select((row, i) => row.Record with { Flow = keys[i] })];
    }
}
