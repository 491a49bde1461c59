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
    TimeProvider time,
    ILogger<AccountEvents> logger)
{
    private const string Source = "provider";

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
        var approvals = events.ConvertAll(e => new Approval(e.Channel, e.Account, e.ProviderName, e.Language, e.Status) { SaidAt = e.OccurredAt });
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
        // Read late, it may be over by now.
        var left = Left(standing);
        if (standing.IsClosed && left <= TimeSpan.Zero)
        {
            logger.AccountRestrictionOver(standing.Channel.Name, standing.Account, standing.Code);
            return;
        }

        var word = new GateWord(scope, Source, standing.IsClosed, reason, left, standing.OccurredAt ?? time.GetUtcNow());
        var effect = await gates.HearAsync(word, cancellationToken).ConfigureAwait(false);
        if (effect == GateEffect.Outdated)
        {
            PassOver(standing, reason);
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

    private void PassOver(AccountEvent e, string what)
    {
        metrics.Outdated(e.Channel);
        logger.AccountEventOutdated(e.Channel.Name, e.Account, e.OccurredAt, what);
    }

    private TimeSpan? Left(AccountStandingEvent standing)
    {
        var passed = time.GetUtcNow() - standing.OccurredAt ?? TimeSpan.Zero;
        return passed > TimeSpan.Zero ? standing.For - passed : standing.For;
    }
}
