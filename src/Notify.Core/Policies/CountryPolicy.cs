using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;

namespace Notify.Policies;

/// <summary>Nobody in a country whose gate is closed gets anything from that account: what a provider refuses for good is blocked, the rest waits.</summary>
internal sealed class CountryPolicy(RecentGates gates) : IDeliveryPolicy, IPolicyDataLoader
{
    public string Name => "country";

    public async Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken)
    {
        var closed = await gates.CountriesAsync(cancellationToken).ConfigureAwait(false);
        if (closed.Count == 0)
        {
            return;
        }

        foreach (var context in batch)
        {
            context.Set(new Closed(closed));
        }
    }

    public Decision Evaluate(PolicyContext context)
    {
        if (context.Get<Closed>() is not { } closed || CallingCodes.Of(context.Address) is not { } code)
        {
            return Decision.Allow;
        }

        var before = closed.Gates.Where(g => g.Scope.Country == code && g.Scope.Includes(context.Flow) && g.IsClosed(context.Now)).ToList();
        return before.Count == 0 ? Decision.Allow
            : before.Exists(g => g.Mends == Mending.Person) ? Decision.Block(Reasons.CountryClosed)
            : Decision.Defer(RecentGates.Until(before, context.Now), Reasons.Gate);
    }

    private sealed record Closed(IReadOnlyList<Gate> Gates);
}
