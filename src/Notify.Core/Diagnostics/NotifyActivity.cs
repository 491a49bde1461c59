using System.Diagnostics;
using Notify.Deliveries;

namespace Notify.Diagnostics;

/// <summary>Traces: one trace from the app's request through queue and send to the receipt. Source <c>Notify</c>.</summary>
internal static class NotifyActivity
{
    public const string Queue = "notify.queue";
    public const string Send = "notify.send";
    public const string Receipt = "notify.receipt";

    public static readonly ActivitySource Source = new("Notify");

    /// <summary>Starts an activity in the trace of the request that queued a delivery; null where nobody listens.</summary>
    public static Activity? Start(string name, ActivityKind kind, FlowKey flow, Guid deliveryId, string? traceParent)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);
        activity?.SetTag("notify.delivery_id", deliveryId);
        activity?.SetTag("notify.tenant", flow.Tenant);
        activity?.SetTag("notify.channel", flow.Channel.Name);
        activity?.SetTag("notify.template", flow.Template);
        return activity;
    }
}
