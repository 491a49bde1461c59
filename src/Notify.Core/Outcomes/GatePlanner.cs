using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;

namespace Notify.Outcomes;

/// <summary>Which gates an outcome closes: one that speaks of an account or a template stops the rest before they run into the same wall. Pure.</summary>
internal static class GatePlanner
{
    /// <summary>The source of gates that providers close.</summary>
    public const string Source = "provider";

    /// <summary>Whether an outcome costs its delivery no attempt where its gate could be closed: it waits behind that.</summary>
    public static bool IsHeld(Outcome outcome) =>
        outcome is { IsMarketingOptOut: false, IsPersonBlocked: false, Class: OutcomeClass.Stopped or OutcomeClass.Defer };

    /// <summary>The gate to close; null where the outcome speaks of one message, or of a country whose address is not known.</summary>
    public static CloseGate? Plan(FlowKey flow, Address? address, Outcome outcome, RetryPolicy policy, BreakerOptions breaker)
    {
        // A country is refused for good and all the same for everybody in it.
        if (!IsHeld(outcome) && outcome is not { Class: OutcomeClass.Rejected, Scope: OutcomeScope.Country })
        {
            return null;
        }

        var account = new GateScope { Channel = flow.Channel.Name, Account = flow.Account };
        GateScope? scope = outcome.Scope switch
        {
            OutcomeScope.Number or OutcomeScope.Account or OutcomeScope.App => account,
            OutcomeScope.Template when flow.Template.Length > 0 => account with { Tenant = flow.Tenant, Template = flow.Template },
            OutcomeScope.Country when CallingCodes.Of(address) is { } code => account with { Country = code },
            _ => null,
        };
        if (scope is null)
        {
            return null;
        }

        var usual = outcome.Mends == Mending.Person ? breaker.PersonInterval : policy.DeferDelay;
        return new CloseGate(scope, Source, $"{outcome.Code}: {outcome.Remedy ?? outcome.Detail}", outcome.AsksToWait ?? usual)
        {
            Mends = outcome.Mends,
            Longest = outcome.Mends == Mending.Person ? null : breaker.LongestWait,
        };
    }
}
