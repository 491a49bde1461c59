using Microsoft.Extensions.Options;
using Notify.Http;
using Notify.WhatsApp.Errors;

namespace Notify.WhatsApp.Accounts;

/// <summary>The accounts of this app, in the order they were added.</summary>
internal sealed class WhatsAppAccounts
{
    private readonly IOptionsMonitor<WhatsAppOptions> _options;

    public WhatsAppAccounts(IEnumerable<AccountRegistration<WhatsAppOptions>> registrations, IOptionsMonitor<WhatsAppOptions> options)
    {
        _options = options;
        Names = [.. registrations.Select(r => r.Name).Distinct(StringComparer.Ordinal)];
        RefuseSharedNumbers();
    }

    public IReadOnlyList<string> Names { get; }

    public WhatsAppOptions Options(string name) => _options.Get(name);

    /// <summary>The account's error table: the preset with the account's own changes.</summary>
    public static WhatsAppErrorTable Table(WhatsAppOptions options)
    {
        var table = (WhatsAppErrorTable.Named(options.ErrorTable) ?? WhatsAppErrorTable.Meta).With(options.Errors);
        return options.UnknownErrors is { } unknown ? table.WithUnknown(unknown) : table;
    }

    // Webhooks name the number only: with two accounts on one number, receipts could not find theirs.
    private void RefuseSharedNumbers()
    {
        var shared = Names.GroupBy(n => Options(n).PhoneNumberId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
        {
            throw new OptionsValidationException(shared.Last(), typeof(WhatsAppOptions),
            [
                $"The WhatsApp accounts '{string.Join("' and '", shared)}' have the same PhoneNumberId. "
                + "Give each its own, or keep one account and list the tenants in its Tenants.",
            ]);
        }
    }
}
