using Notify.Deliveries;
using Notify.Gates;

namespace Notify.Outcomes;

/// <summary>Which gates an outcome closes: one that speaks of an account or a template stops the rest before they run into the same wall. Pure.</summary>
internal static class GatePlanner
{
    /// <summary>The source of gates that providers close.</summary>
    public const string Source = "provider";

    public static CloseGate? Plan(FlowKey flow, Outcome outcome, RetryPolicy policy)
    {
        if (outcome.Class is not (OutcomeClass.Stopped or OutcomeClass.Defer))
        {
            return null;
        }

        var account = new GateScope { Channel = flow.Channel.Name, Account = flow.Account };
        GateScope? scope = outcome.Scope switch
        {
            OutcomeScope.Number or OutcomeScope.Account or OutcomeScope.App => account,
            OutcomeScope.Template when flow.Template.Length > 0 => account with { Tenant = flow.Tenant, Template = flow.Template },
            _ => null,
        };
        return scope is null ? null : new CloseGate(scope, Source, $"{outcome.Code}: {outcome.Remedy ?? outcome.Detail}", outcome.AsksToWait ?? policy.DeferDelay);
    }
}
