using Notify.Contacts;
using Notify.Deliveries;
using Notify.Policies;

namespace Notify.OptOut;

/// <summary>
/// The confirmation of an opt-out is the last the person gets: it waits until nothing to them is being sent any more, at any tenant they opted out of. What is not
/// being sent by then never is: it was cancelled, or is blocked.
/// </summary>
internal sealed class LastWordPolicy(AccountPeople people, IDeliveryLog log) : IDeliveryPolicy, IPolicyDataLoader
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public string Name => "last_word";

    public async Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken)
    {
        foreach (var context in batch)
        {
            if (IsLastWord(context) && await IsSendingAsync(context, cancellationToken).ConfigureAwait(false))
            {
                context.Set(Sending.Instance);
            }
        }
    }

    // Who has opted in since is not told the opposite.
    public Decision Evaluate(PolicyContext context) => !IsLastWord(context) ? Decision.Allow
        : !context.Contact.IsOptedOutOf(context.Flow.Channel) ? Decision.Block(Reasons.OptedInSince)
        : context.Get<Sending>() is not null ? Decision.Defer(context.Now + LookAgain, Reasons.SendsUnderWay)
        : Decision.Allow;

    private static bool IsLastWord(PolicyContext context) => context.Flow is { IsAnswer: true, Domain: AnswerDomains.OptedOut };

    private async Task<bool> IsSendingAsync(PolicyContext context, CancellationToken cancellationToken)
    {
        var keys = await people.KeysOfAsync(context.Contact, context.Flow.Channel, context.Flow.Account, context.Address, cancellationToken).ConfigureAwait(false);
        var found = await people.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        foreach (var contact in found.OfType<Contact>().Append(context.Contact).DistinctBy(c => c.Id))
        {
            var sending = new DeliverySelection(contact.Tenant) { ContactId = contact.Id, State = DeliveryState.Sending };
            if ((await log.PageAsync(sending, 1, null, cancellationToken).ConfigureAwait(false)).Deliveries.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Sending
    {
        public static Sending Instance { get; } = new();
    }
}
