using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Gates;
using Notify.Sending;
using Notify.Storage;
using Notify.Templates;
using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>Does what providers say of accounts, templates and people's wishes. Repeatable.</summary>
internal sealed class AccountEvents(
    ITemplateStore templates,
    TemplateCatalog catalog,
    IGates gates,
    IContactStore contacts,
    SenderDirectory senders,
    IWorkSignal signal,
    ILogger<AccountEvents> logger)
{
    private const string Source = "provider";

    public async Task ApplyAsync(IEnumerable<AccountEvent> events, CancellationToken cancellationToken)
    {
        var approvals = new List<TemplateApprovalEvent>();
        foreach (var one in events)
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
                    await PreferAsync(preference, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    break;
            }
        }

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

    // It holds for every tenant the account serves, also where that one does not know the person yet.
    private async Task PreferAsync(MarketingPreferenceEvent preference, CancellationToken cancellationToken)
    {
        foreach (var tenant in senders.TenantsOf(preference.Channel, preference.Account))
        {
            var contact = await contacts.SaveAsync(
                new ContactKey(tenant, preference.From), new ContactPreferences { AllowsMarketing = preference.AllowsMarketing }, cancellationToken).ConfigureAwait(false);
            logger.MarketingPreference(contact.Id, tenant, preference.AllowsMarketing);
        }
    }

    private async Task StandAsync(AccountStandingEvent standing, CancellationToken cancellationToken)
    {
        var scope = new GateScope { Channel = standing.Channel.Name, Account = standing.Account };
        var reason = Mask.Detail($"{standing.Code}: {standing.Reason}")!;
        if (standing.IsClosed)
        {
            await gates.CloseAsync([new CloseGate(scope, Source, reason, standing.For)], cancellationToken).ConfigureAwait(false);
            logger.AccountClosed(standing.Channel.Name, standing.Account, standing.Code, Mask.Detail(standing.Reason) ?? "", standing.Remedy);
            return;
        }

        if (await gates.OpenAsync(scope, Source, Source, cancellationToken).ConfigureAwait(false))
        {
            logger.AccountOpened(standing.Channel.Name, standing.Account, standing.Code);
            signal.Pulse();
        }
    }
}
