using Notify.Contacts;

namespace Notify.Sample.Worker.Input;

/// <summary>What a line tells of its person, saved before the line is queued.</summary>
/// <param name="Preferences">Locale, zone and quiet hours.</param>
/// <param name="OptedOut">True to opt out, false to opt in again, null to leave it.</param>
/// <param name="Wrote">What they wrote over WhatsApp just before; null for nothing.</param>
internal sealed record ContactSetup(ContactPreferences Preferences, bool? OptedOut, string? Wrote)
{
    public async Task SaveAsync(IContacts contacts, string tenant, string recipient, CancellationToken cancellationToken)
    {
        await contacts.SaveAsync(tenant, recipient, Preferences, cancellationToken);
        if (OptedOut == true)
        {
            await contacts.OptOutAsync(tenant, recipient, "said so in the input file", cancellationToken: cancellationToken);
        }
        else if (OptedOut == false)
        {
            await contacts.OptInAsync(tenant, recipient, "said so in the input file", cancellationToken: cancellationToken);
        }
    }
}
