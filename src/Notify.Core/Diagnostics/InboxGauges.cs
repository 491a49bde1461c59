using System.Diagnostics.Metrics;
using Notify.Inbox;

namespace Notify.Diagnostics;

/// <summary>What the inbox's gauges show, as counted last.</summary>
internal sealed class InboxGauges(InboxCounts counts)
{
    public static readonly InboxGauges Empty = new(default);

    public IEnumerable<Measurement<long>> Waiting() => [Of(counts.Webhooks, "webhooks"), Of(counts.Messages, "messages")];

    public IEnumerable<Measurement<long>> Dead() => [Of(counts.DeadWebhooks, "webhooks"), Of(counts.DeadMessages, "messages")];

    private static Measurement<long> Of(long count, string kind) => new(count, new KeyValuePair<string, object?>("kind", kind));
}
