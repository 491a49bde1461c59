using Microsoft.Extensions.Logging;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Sending;
using Notify.Webhooks;

namespace Notify.Contacts;

/// <summary>Keeps with contacts what people told a provider of marketing: by its settings, or by what it refuses.</summary>
internal sealed class MarketingWishes(IContactStore contacts, PersonLinks links, AccountTenants tenants, ILogger<MarketingWishes> logger)
{
    /// <summary>Keeps a wish for every tenant that heeds what people tell the account, whatever address it knows them by.</summary>
    public async Task KeepAsync(MarketingPreferenceEvent wish, CancellationToken cancellationToken)
    {
        var heeding = await tenants.HeedingAsync(wish.Channel, wish.Account, [wish.From, .. wish.Linked.All()], cancellationToken).ConfigureAwait(false);
        await links.LinkAsync(heeding.Select(tenant => (tenant, wish.Linked)), cancellationToken).ConfigureAwait(false);
        await SaveAsync(heeding, wish.From, wish.AllowsMarketing, wish.OccurredAt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Providers refused messages to people for they have stopped marketing. One that could not be kept is told by the next refusal; nobody fails with it.</summary>
    /// <param name="refused">Who, over which flow, and when the provider said so; null for now. A word that is newer than that stands.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task StopAsync(IEnumerable<(FlowKey Flow, Contact Contact, DateTimeOffset? At)> refused, CancellationToken cancellationToken)
    {
        foreach (var (account, contact, at) in refused
            .Where(r => r.Contact is { AllowsMarketing: true, IsErased: false })
            .OrderByDescending(r => r.At ?? DateTimeOffset.MaxValue)
            .Select(r => ((r.Flow.Channel, r.Flow.Account, r.Flow.Tenant), r.Contact, r.At))
            .DistinctBy(r => (r.Item1, r.Contact.Id)))
        {
            try
            {
                var heeding = await tenants.HeedingAsync(account.Channel, account.Account, contact.Addresses(), cancellationToken).ConfigureAwait(false);
                await SaveAsync([.. heeding.Append(account.Tenant).Distinct()], contact.Address, false, at, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.MarketingStopLost(account.Tenant, new MaskedError(e));
            }
        }
    }

    private async Task SaveAsync(IReadOnlyCollection<string> heeding, Address address, bool allows, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        foreach (var tenant in heeding)
        {
            var wish = new ContactPreferences { AllowsMarketing = allows, MarketingAt = at };
            var contact = await contacts.SaveAsync(new ContactKey(tenant, address), wish, cancellationToken).ConfigureAwait(false);
            logger.MarketingPreference(contact.Id, tenant, contact.AllowsMarketing);
        }
    }
}
