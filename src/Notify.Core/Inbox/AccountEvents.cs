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

    // Later ones stand: a template may have been paused and approved again within one batch.
    private async Task ApproveAsync(List<TemplateApprovalEvent> events, CancellationToken cancellationToken)
    {
        var last = events
            .Select(e => new Approval(e.Channel, e.Account, e.ProviderName, e.Language, e.Status))
            .GroupBy(a => (a.Channel, a.Account, a.ProviderName, a.Language))
            .Select(g => g.Last())
            .ToList();
        await templates.SaveApprovalsAsync(last, cancellationToken).ConfigureAwait(false);
        await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        foreach (var e in events)
        {
            logger.TemplateApproval(e.Channel.Name, e.Account, e.ProviderName, e.Language, e.Status.ToString(), Mask.Detail(e.Reason));
        }
    }

    private async Task StandAsync(AccountStandingEvent standing, CancellationToken cancellationToken)
    {
        var scope = new GateScope { Channel = standing.Channel.Name, Account = standing.Account };
        var reason = Mask.Detail($"{standing.Code}: {standing.Reason}")!;
        if (standing.IsClosed)
        {
            // Read late, it may be over by now.
            var left = Left(standing);
            if (left <= TimeSpan.Zero)
            {
                logger.AccountRestrictionOver(standing.Channel.Name, standing.Account, standing.Code);
                return;
            }

            await gates.CloseAsync([new CloseGate(scope, Source, reason, left)], cancellationToken).ConfigureAwait(false);
            logger.AccountClosed(standing.Channel.Name, standing.Account, standing.Code, Mask.Detail(standing.Reason) ?? "", standing.Remedy);
            return;
        }

        if (await gates.OpenAsync(scope, Source, Source, cancellationToken).ConfigureAwait(false))
        {
            logger.AccountOpened(standing.Channel.Name, standing.Account, standing.Code);
            signal.Pulse();
        }
    }

    private TimeSpan? Left(AccountStandingEvent standing)
    {
        var passed = time.GetUtcNow() - standing.OccurredAt ?? TimeSpan.Zero;
        return passed > TimeSpan.Zero ? standing.For - passed : standing.For;
    }
}
