using Microsoft.Extensions.Options;
using Notify.Http;
using Notify.Sms.Mtn.Errors;

namespace Notify.Sms.Mtn.Accounts;

/// <summary>The accounts of this app, in the order they were added.</summary>
internal sealed class MtnAccounts
{
    private readonly IOptionsMonitor<MtnOptions> _options;

    public MtnAccounts(IEnumerable<AccountRegistration<MtnOptions>> registrations, IOptionsMonitor<MtnOptions> options)
    {
        _options = options;
        Names = [.. registrations.Select(r => r.Name).Distinct(StringComparer.Ordinal)];
        RefuseShared(nameof(MtnOptions.WebhookSecret), o => o.WebhookSecret);
        RefuseShared(nameof(MtnOptions.WebhookToken), o => o.WebhookToken);
    }

    public IReadOnlyList<string> Names { get; }

    public MtnOptions Options(string name) => _options.Get(name);

    /// <summary>The account's error table: MTN's with the account's own changes.</summary>
    public static MtnErrorTable Table(MtnOptions options)
    {
        var table = MtnErrorTable.Mtn.With(options.Errors);
        return options.UnknownErrors is { } unknown ? table.WithUnknown(unknown) : table;
    }

    // Reports name no account: what vouches for one says whose it is.
    private void RefuseShared(string key, Func<MtnOptions, string> secret)
    {
        var shared = Names.Where(n => secret(Options(n)).Length > 0).GroupBy(n => secret(Options(n)), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
        {
            throw new OptionsValidationException(shared.Last(), typeof(MtnOptions),
            [
                $"The MTN accounts '{string.Join("' and '", shared)}' have the same {key}, so a report could not find its account. Give each its own.",
            ]);
        }
    }
}
