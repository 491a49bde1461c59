using System.Diagnostics.Metrics;

namespace Notify.Sms.Mtn.Diagnostics;

/// <summary>The package's instrument of meter <c>Notify</c>.</summary>
internal sealed class MtnMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _segments = meters.Create("Notify").CreateCounter<long>(
        "notification_sms_segments", "{segment}", "SMS segments the provider took, which is what it bills");

    public void Sent(string account, SmsSize size) => _segments.Add(
        size.Segments, new KeyValuePair<string, object?>("account", account), new KeyValuePair<string, object?>("encoding", size.Encoding.ToString()));
}
