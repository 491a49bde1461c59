using Notify.Deliveries;
using Notify.Gates;
using Notify.Hosting;
using Notify.Storage;

namespace Notify.Operations;

/// <summary>The operator's calls over the ports.</summary>
internal sealed class Operator(Readiness readiness, IGates gates, IDeliveryCommands commands, IWorkSignal signal) : IOperations
{
    private const string Source = "operator";

    public async Task StopAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await gates.CloseAsync([new CloseGate(scope, Source, $"{info.By}: {info.Reason}", null)], cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> ResumeAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var wasClosed = await gates.OpenAsync(scope, Source, info.By, cancellationToken).ConfigureAwait(false);
        signal.Pulse();
        return wasClosed;
    }

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
}
