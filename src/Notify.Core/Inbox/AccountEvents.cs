using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Gates;
using Notify.Storage;
using Notify.Templates;
using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>Does what providers say of accounts, templates and people's wishes. Repeatable.</summary>
internal sealed class AccountEvents(
    ITemplateStore templates,
    TemplateCatalog catalog,
    IGates gates,
    MarketingWishes wishes,
    PersonLinks links,
    IWorkSignal signal,
    NotifyMetrics metrics,
    ILogger<AccountEvents> logger)
{
    private const string Source = "provider";
    private const int LongestName = 512;

    /// <summary>Does what events say of which the time is known.</summary>
    public async Task ApplyAsync(IEnumerable<AccountEvent> events, CancellationToken cancellationToken)
    {
        var (approvals, people) = (new List<TemplateApprovalEvent>(), new List<SamePersonEvent>());
        foreach (var one in events.OrderBy(e => e.OccurredAt))
        {
            switch (one)
            {
                case TemplateApprovalEvent approval:
                    approvals.Add(approval);
                    break;
                case AccountStandingEvent standing:
                    await StandAsync(standing, cancellationToken).ConfigureAwait(false);
                    break;
                case AccountNoteEvent note:
                    logger.AccountNote(note.Channel.Name, note.Account, note.Code, Mask.Detail(note.Detail));
                    break;
                case MarketingPreferenceEvent preference:
                    await wishes.KeepAsync(preference, cancellationToken).ConfigureAwait(false);
                    break;
                case SamePersonEvent person:
                    people.Add(person);
                    break;
                default:
                    break;
            }
        }

        await links.LinkKnownAsync(people, cancellationToken).ConfigureAwait(false);

        if (approvals.Count > 0)
        {
            await ApproveAsync(approvals, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ApproveAsync(List<TemplateApprovalEvent> events, CancellationToken cancellationToken)
    {
        var approvals = events.ConvertAll(e => new Approval(e.Channel, e.Account, Storable(e.ProviderName), Storable(e.Language), e.Status) { SaidAt = e.OccurredAt });
        var count = await templates.SaveApprovalsAsync(approvals, cancellationToken).ConfigureAwait(false);
        await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (e, counts) in events.Zip(count))
        {
            if (counts)
            {
                logger.TemplateApproval(e.Channel.Name, e.Account, e.ProviderName, e.Language, e.Status.ToString(), Mask.Detail(e.Reason));
            }
            else
            {
                PassOver(e, $"template {e.ProviderName} in {e.Language} is {e.Status}");
            }
        }
    }

    private async Task StandAsync(AccountStandingEvent standing, CancellationToken cancellationToken)
    {
        var scope = new GateScope { Channel = standing.Channel.Name, Account = standing.Account };
        var reason = Mask.Detail($"{standing.Code}: {standing.Reason}")!;
        var word = new GateWord(scope, Source, standing.IsClosed, reason, standing.For, standing.OccurredAt!.Value);
        var effect = await gates.HearAsync(word, cancellationToken).ConfigureAwait(false);
        if (effect == GateEffect.Outdated)
        {
            PassOver(standing, reason);
        }
        else if (effect == GateEffect.Over)
        {
            logger.AccountRestrictionOver(standing.Channel.Name, standing.Account, standing.Code);
        }
        else if (standing.IsClosed)
        {
            logger.AccountClosed(standing.Channel.Name, standing.Account, standing.Code, Mask.Detail(standing.Reason) ?? "", standing.Remedy);
        }
        else if (effect == GateEffect.Changed)
        {
            logger.AccountOpened(standing.Channel.Name, standing.Account, standing.Code);
            signal.Pulse();
        }
    }

    // One that a store refuses would hold up all that came with it.
    private static string Storable(string name) => Mask.Storable(name, LongestName)!;

    private void PassOver(AccountEvent e, string what)
    {
        metrics.Outdated(e.Channel);
        logger.AccountEventOutdated(e.Channel.Name, e.Account, e.OccurredAt, what);
    }
}
