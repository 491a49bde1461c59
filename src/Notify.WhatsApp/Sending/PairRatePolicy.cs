using System.Collections.Concurrent;
using Notify.Deliveries;
using Notify.Limits;
using Notify.Policies;
using Notify.WhatsApp.Accounts;

namespace Notify.WhatsApp.Sending;

/// <summary>
/// Meta's pair rate: one number sends one person a message in 6 s, and up to 45 at once ahead of that (code 131056 otherwise). Taken in storage, for all workers,
/// as at most 45 in any 45 × 6 s. After a smaller burst Meta may want a pause where this does not; its error table then has the message sent again.
/// </summary>
internal sealed class PairRatePolicy(WhatsAppAccounts accounts) : IDeliveryPolicy
{
    private readonly ConcurrentDictionary<string, WhatsAppOptions?> _options = new(StringComparer.Ordinal);

    public string Name => "pair_rate";

    public Decision Evaluate(PolicyContext context)
    {
        var flow = context.Flow;
        if (flow.Channel != Channel.WhatsApp || flow.IsAnswer || OptionsOf(flow.Account) is not { PairBurst: > 0 } options)
        {
            return Decision.Allow;
        }

        var charge = new LimitCharge($"pair:{flow.Account}:{context.Contact.Id:N}", options.PairBurst, options.PairBurst * options.PairInterval);
        return Decision.Within(charge, Reasons.PairRate);
    }

    private WhatsAppOptions? OptionsOf(string account) => _options.GetOrAdd(
        account, static (name, known) => known.Names.Contains(name) ? known.Options(name) : null, accounts);
}
