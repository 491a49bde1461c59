using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Notify.WhatsApp.Errors;

namespace Notify.WhatsApp.Accounts;

/// <summary>Refuses configuration keys nobody reads: a misspelled setting is an error at start, not a default at night.</summary>
/// <param name="account">The account the section configures.</param>
/// <param name="section">The section.</param>
/// <param name="holdsAccounts">Whether the section lists several accounts as well.</param>
internal sealed class UnknownKeysValidator(string account, IConfigurationSection section, bool holdsAccounts) : IValidateOptions<WhatsAppOptions>
{
    /// <summary>Under which key a section lists several accounts.</summary>
    public const string AccountsKey = "Accounts";

    private static readonly string[] Settings =
    [
        nameof(WhatsAppOptions.PhoneNumberId), nameof(WhatsAppOptions.BusinessAccountId), nameof(WhatsAppOptions.AccessToken),
        nameof(WhatsAppOptions.AppSecret), nameof(WhatsAppOptions.VerifyToken), nameof(WhatsAppOptions.ApiVersion),
        nameof(WhatsAppOptions.BaseAddress), nameof(WhatsAppOptions.Tenants), nameof(WhatsAppOptions.Timeout),
        nameof(WhatsAppOptions.MaxConcurrency), nameof(WhatsAppOptions.MaxPerSecond), nameof(WhatsAppOptions.PairBurst),
        nameof(WhatsAppOptions.PairInterval), nameof(WhatsAppOptions.TemplateSyncInterval), nameof(WhatsAppOptions.ErrorTable),
        nameof(WhatsAppOptions.UnknownErrors), nameof(WhatsAppOptions.Errors),
    ];

    private static readonly string[] Changes =
    [
        nameof(WhatsAppErrorOverride.Class), nameof(WhatsAppErrorOverride.Scope), nameof(WhatsAppErrorOverride.Delay),
        nameof(WhatsAppErrorOverride.Remedy),
    ];

    public ValidateOptionsResult Validate(string? name, WhatsAppOptions options)
    {
        if (name != account)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] known = holdsAccounts ? [.. Settings, AccountsKey] : Settings;
        var problems = Unknown(section, known)
            .Concat(section.GetSection(nameof(options.Errors)).GetChildren().SelectMany(Change))
            .Select(p => $"WhatsApp account '{name}': {p}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Change(IConfigurationSection change) => int.TryParse(change.Key, out var code) && code >= 0
        ? Unknown(change, Changes)
        : [$"{change.Path} is not an error code. Write the code's digits, for instance {change.Path[..^change.Key.Length]}131026."];

    private static IEnumerable<string> Unknown(IConfigurationSection parent, string[] known) => parent.GetChildren()
        .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        .Select(child => $"{child.Path} is not a setting. Remove it, or write one of {string.Join(", ", known)}.");
}
