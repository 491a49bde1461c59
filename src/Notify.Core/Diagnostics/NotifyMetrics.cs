using System.Diagnostics;
using System.Diagnostics.Metrics;
using Notify.Deliveries;
using Notify.Outcomes;
using Notify.Policies;

namespace Notify.Diagnostics;

/// <summary>The instruments of meter <c>Notify</c>. Tags never hold a phone number or an id.</summary>
internal sealed class NotifyMetrics
{
    public const string MeterName = "Notify";

    private readonly Counter<long> _processed;
    private readonly Counter<long> _workerFailures;
    private readonly Counter<long> _filteredOptOut;
    private readonly Counter<long> _filteredQuietHours;
    private readonly Counter<long> _filteredRateLimit;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _deferred;
    private readonly Counter<long> _outboundSent;
    private readonly Counter<long> _outboundFailed;
    private readonly Counter<long> _orphans;
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _outdated;
    private readonly Histogram<double> _webhookLatency;
    private readonly Counter<long> _inboundReceived;
    private readonly Counter<long> _inboundHandled;
    private readonly Counter<long> _words;
    private readonly SuccessRate _successRate = new();
    private QueueGauges _gauges = QueueGauges.Empty;
    private InboxGauges _inbox = InboxGauges.Empty;

    public NotifyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _processed = meter.CreateCounter<long>("notification_worker_processed", "{delivery}", "Deliveries claimed and worked on");
        _workerFailures = meter.CreateCounter<long>("notification_worker_failures", "{batch}", "Batches that ended in an error");
        _filteredOptOut = meter.CreateCounter<long>("notification_filtered_optout", "{delivery}", "Blocked: the person opted out");
        _filteredQuietHours = meter.CreateCounter<long>("notification_filtered_quiet_hours", "{delivery}", "Deferred for quiet hours");
        _filteredRateLimit = meter.CreateCounter<long>("notification_filtered_rate_limit", "{delivery}", "Deferred for the contact's rate limit");
        _sent = meter.CreateCounter<long>("notification_sent", "{send}", "Accepted by the provider");
        _failed = meter.CreateCounter<long>("notification_failed", "{send}", "Given up or in doubt after a send");
        _deferred = meter.CreateCounter<long>("notification_deferred", "{delivery}", "Put off by a policy or the provider");
        _outboundSent = meter.CreateCounter<long>("outbound_message_sent", "{send}", "Accepted by the provider, by organisation");
        _outboundFailed = meter.CreateCounter<long>("outbound_message_failed", "{send}", "Given up or in doubt after a send, by organisation");
        _orphans = meter.CreateCounter<long>("notification_receipt_orphans", "{receipt}", "Receipts for no delivery of ours");
        _latency = meter.CreateHistogram<double>("notification_worker_latency_ms", "ms", "From the claim of a batch to its last settlement");
        _webhooks = meter.CreateCounter<long>("notification_webhooks", "{webhook}", "Webhooks that came, by channel and result: stored, unsigned, malformed, not_stored");
        _ignored = meter.CreateCounter<long>("notification_webhook_ignored", "{item}", "Items of webhooks that had no effect: of a kind nobody reads, or of an account or a sender that is not known");
        _repeated = meter.CreateCounter<long>("notification_webhook_repeated", "{item}", "Items of webhooks that were known already: messages, statuses");
        _outdated = meter.CreateCounter<long>("notification_account_events_outdated", "{event}", "Words of providers on an account or a template that came after a newer one and changed nothing");
        _webhookLatency = meter.CreateHistogram<double>("notification_webhook_store_ms", "ms", "From a webhook's arrival until it is stored");
        _inboundReceived = meter.CreateCounter<long>("notification_inbound_received", "{message}", "Messages people wrote, by channel, each once");
        _inboundHandled = meter.CreateCounter<long>("notification_inbound_handled", "{message}", "Runs of the handlers, by result: handled, unhandled, retry, dead");
        _words = meter.CreateCounter<long>("notification_inbound_words", "{message}", "Messages heeded as a word, by channel and word: stop, start, help");
        meter.CreateObservableGauge("notification_inbox_depth", () => Volatile.Read(ref _inbox).Waiting(), "{item}", "What waits in the inbox: webhooks, messages");
        meter.CreateObservableGauge("notification_inbox_dlq_size", () => Volatile.Read(ref _inbox).Dead(), "{item}", "Dead letters of the inbox: webhooks, messages");
        meter.CreateObservableGauge("notification_queue_depth", () => Volatile.Read(ref _gauges).QueueDepth(), "{delivery}", "Deliveries waiting, by domain and channel");
        meter.CreateObservableGauge("outbound_message_queue_depth", () => Volatile.Read(ref _gauges).QueueDepthByTenant(), "{delivery}", "Deliveries waiting, by organisation");
        meter.CreateObservableGauge("outbound_message_dlq_size", () => Volatile.Read(ref _gauges).DeadLetters(), "{delivery}", "Dead letters, by organisation");
        meter.CreateObservableGauge("notification_success_rate", _successRate.Read, "1", "Accepted sends of those that ended accepted or given up, by domain, since the start");
    }

    public void BatchDone(int deliveries, TimeSpan elapsed)
    {
        _processed.Add(deliveries);
        _latency.Record(elapsed.TotalMilliseconds);
    }

    public void BatchFailed() => _workerFailures.Add(1);

    public void Orphan(Channel channel) => _orphans.Add(1, new KeyValuePair<string, object?>("channel", channel.Name));

    public void Webhook(Channel channel, string result) =>
        _webhooks.Add(1, new KeyValuePair<string, object?>("channel", channel.Name), new KeyValuePair<string, object?>("result", result));

    public void Ignored(Channel channel, int items) => _ignored.Add(items, new KeyValuePair<string, object?>("channel", channel.Name));

    public void Repeated(Channel channel, string kind, int items)
    {
        if (items > 0)
        {
            _repeated.Add(items, new KeyValuePair<string, object?>("channel", channel.Name), new KeyValuePair<string, object?>("kind", kind));
        }
    }

    public void Outdated(Channel channel) => _outdated.Add(1, new KeyValuePair<string, object?>("channel", channel.Name));

    public void WebhookStored(TimeSpan elapsed) => _webhookLatency.Record(elapsed.TotalMilliseconds);

    public void InboundReceived(Channel channel) => _inboundReceived.Add(1, new KeyValuePair<string, object?>("channel", channel.Name));

    public void InboundDone(string result) => _inboundHandled.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Word(string word, Channel channel) =>
        _words.Add(1, new KeyValuePair<string, object?>("channel", channel.Name), new KeyValuePair<string, object?>("word", word));

    public void Gauges(InboxGauges gauges) => Volatile.Write(ref _inbox, gauges);

    public void Gauges(QueueGauges gauges) => Volatile.Write(ref _gauges, gauges);

    public void Filtered(FlowKey flow, string reason, DecisionKind kind)
    {
        var counter = reason switch
        {
            Reasons.OptOut or Reasons.Erased => _filteredOptOut,
            Reasons.QuietHours => _filteredQuietHours,
            Reasons.RateLimit => _filteredRateLimit,
            _ => null,
        };
        counter?.Add(1, Tags(flow, null));
        if (kind == DecisionKind.Defer)
        {
            _deferred.Add(1, Tags(flow, reason));
        }
    }

    public void SendDone(FlowKey flow, Outcome outcome, DeliveryState state)
    {
        var tenant = new KeyValuePair<string, object?>("org_id", flow.Tenant);
        switch (state)
        {
            case DeliveryState.Sent:
                // Once for each send: tags nobody reads are not put together.
                if (_sent.Enabled)
                {
                    _sent.Add(1, Tags(flow, null));
                }

                _outboundSent.Add(1, tenant);
                _successRate.Count(flow.Domain, success: true);
                break;
            case DeliveryState.Queued:
                _deferred.Add(1, Tags(flow, outcome.Code));
                break;
            default:
                _failed.Add(1, Tags(flow, outcome.Code));
                _outboundFailed.Add(1, tenant);
                _successRate.Count(flow.Domain, success: false);
                break;
        }
    }

    private static TagList Tags(FlowKey flow, string? code)
    {
        var tags = new TagList { { "domain", flow.Domain }, { "template", flow.Template }, { "channel", flow.Channel.Name } };
        if (code is not null)
        {
            tags.Add("error_code", code);
        }

        return tags;
    }
}
