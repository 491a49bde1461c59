using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Gates;
using Notify.Hosting;
using Notify.Storage;

namespace Notify.Outcomes;

/// <summary>The breaker: closes the gates that outcomes of sends and receipts speak of, each once for a batch, and opens those whose trouble is over.</summary>
internal sealed class GateCloser(
    IGates gates, RecentGates recent, WorkerName worker, IWorkSignal signal, IOptions<BreakerOptions> options, ILogger<GateCloser> logger)
{
    private readonly BreakerOptions _options = options.Value;

    /// <summary>Closes what the outcomes ask for. A gate that could not be closed costs a refusal or two more; whatever went wrong, nobody fails with it.</summary>
    /// <returns>Of each outcome, in order, whether it is behind a closed gate now.</returns>
    public async Task<IReadOnlyList<bool>> CloseAsync(
        IReadOnlyList<(FlowKey Flow, Address? Address, Outcome Outcome, RetryPolicy Policy)> outcomes, CancellationToken cancellationToken)
    {
        var planned = outcomes.Select(o => GatePlanner.Plan(o.Flow, o.Address, o.Outcome, o.Policy, _options)).ToList();
        var closing = planned.OfType<CloseGate>().DistinctBy(g => g.Scope).ToList();
        var areClosed = closing.Count > 0 && await TryCloseAsync(closing, cancellationToken).ConfigureAwait(false);
        return planned.ConvertAll(g => g is not null && areClosed);
    }

    /// <summary>Opens the gates that accepted deliveries were let through to try.</summary>
    public async Task OpenAsync(IReadOnlyList<Guid> accepted, CancellationToken cancellationToken)
    {
        if (accepted.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var gate in await gates.MendAsync(accepted, worker.Value, cancellationToken).ConfigureAwait(false))
            {
                logger.GateOpened(gate.Scope.ToString(), gate.ClosedAt, gate.Reason);
            }
        }
        catch (Exception e)
        {
            // The next delivery that tries will open it.
            logger.GateNotOpened(new MaskedError(e));
            return;
        }

        signal.Pulse();
    }

    private async Task<bool> TryCloseAsync(List<CloseGate> closing, CancellationToken cancellationToken)
    {
        IReadOnlyList<bool> areNews;
        try
        {
            areNews = await gates.CloseAsync(closing, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.GateNotClosed(new MaskedError(e));
            return false;
        }

        recent.Forget();
        for (var i = 0; i < closing.Count; i++)
        {
            if (areNews[i])
            {
                logger.GateClosed(closing[i].Scope.ToString(), closing[i].For, closing[i].Reason, closing[i].Mends == Mending.Person ? "A person" : "Time");
            }
        }

        return true;
    }
}
