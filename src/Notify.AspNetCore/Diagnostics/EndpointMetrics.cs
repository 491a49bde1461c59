using System.Diagnostics.Metrics;

namespace Notify.AspNetCore.Diagnostics;

/// <summary>What the endpoints count, in the meter <c>Notify</c>.</summary>
internal sealed class EndpointMetrics
{
    private readonly Counter<long> _requests;

    public EndpointMetrics(IMeterFactory meters)
    {
        _requests = meters.Create("Notify").CreateCounter<long>(
            "notification_webhook_requests", "{request}", "Calls to the webhook endpoint, by reader and answer: a status code, or aborted where the caller hung up");
    }

    // The reader's name is one of ours or "unknown", never what the caller wrote.
    public void Request(string reader, string answer) =>
        _requests.Add(1, new KeyValuePair<string, object?>("reader", reader), new KeyValuePair<string, object?>("answer", answer));
}
