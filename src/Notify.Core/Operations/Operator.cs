using Notify.Deliveries;
using Notify.Gates;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Limits;
using Notify.Outcomes;
using Notify.Storage;

namespace Notify.Operations;

/// <summary>The operator's calls over the ports.</summary>
internal sealed class Operator(
    Readiness readiness, IGates gates, RecentGates recent, IDeliveryCommands commands, IQuotas quotas, IInboundLog inbound, IWorkSignal signal, IInboxSignal inbox)
    : IOperations
{
    private const string Source = "operator";

    public async Task StopAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await gates.CloseAsync([new CloseGate(scope, Source, $"{info.By}: {info.Reason}", null)], cancellationToken).ConfigureAwait(false);
        recent.Forget();
    }

    public Task<bool> ResumeAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default) =>
        OpenAsync(scope, Source, info, cancellationToken);

    public async Task<IReadOnlyList<Gate>> ReadGatesAsync(CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> OpenGateAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default) =>
        OpenAsync(scope, GatePlanner.Source, info, cancellationToken);

    public async Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await commands.CancelAsync(selection, info, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> RescheduleAsync(
        DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var count = await commands.RescheduleAsync(selection, dueAt, info, cancellationToken).ConfigureAwait(false);
        signal.Pulse();
        return count;
    }

    public async Task<int> RetryAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var count = await commands.RequeueAsync(selection, info, cancellationToken).ConfigureAwait(false);
        signal.Pulse();
        return count;
    }

    public async Task<int> RetryMessagesAsync(InboundSelection selection, CommandInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(info);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var count = await inbound.RetryMessagesAsync(selection, info, cancellationToken).ConfigureAwait(false);
        inbox.Pulse(InboxWork.Messages);
        return count;
    }

    public async Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CommandInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var count = await inbound.RetryWebhooksAsync(numbers, info, cancellationToken).ConfigureAwait(false);
        inbox.Pulse(InboxWork.Webhooks);
        return count;
    }

    public async Task<IReadOnlyList<Quota>> ReadQuotasAsync(string? tenant, CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await quotas.ReadAsync(tenant, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Quota?> SetQuotaAsync(QuotaChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!change.IsValid)
        {
            throw new ArgumentException(
                "A quota needs a tenant, a limit of 0 or more, and a period of 1 minute to 31 days in whole milliseconds.", nameof(change));
        }

        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var quota = await quotas.SetAsync(change, cancellationToken).ConfigureAwait(false);
        signal.Pulse();
        return quota;
    }

    private async Task<bool> OpenAsync(GateScope scope, string source, CommandInfo info, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(info);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var wasClosed = await gates.OpenAsync(scope, source, info.By, cancellationToken).ConfigureAwait(false);
        recent.Forget();
        signal.Pulse();
        return wasClosed;
    }
}
