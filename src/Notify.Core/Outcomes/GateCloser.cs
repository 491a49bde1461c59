using Microsoft.Extensions.Logging;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Gates;

namespace Notify.Outcomes;

/// <summary>Closes the gates that outcomes of sends and receipts speak of, each once for a batch.</summary>
internal sealed class GateCloser(IGates gates, ILogger<GateCloser> logger)
{
    /// <summary>Closes what the outcomes ask for. A gate that could not be closed costs a refusal or two more; whatever went wrong, nobody fails with it.</summary>
    public async Task CloseAsync(IEnumerable<(FlowKey Flow, Outcome Outcome, RetryPolicy Policy)> outcomes, CancellationToken cancellationToken)
    {
        Dictionary<GateScope, CloseGate>? closing = null;
        foreach (var (flow, outcome, policy) in outcomes)
        {
            if (GatePlanner.Plan(flow, outcome, policy) is { } gate)
            {
                (closing ??= [])[gate.Scope] = gate;
            }
        }

        if (closing is null)
        {
            return;
        }

        try
        {
            await gates.CloseAsync([.. closing.Values], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.GateNotClosed(new MaskedError(e));
            return;
        }

        foreach (var gate in closing.Values)
        {
            logger.GateClosed(gate.Scope.ToString(), gate.For, gate.Reason);
        }
    }
}
