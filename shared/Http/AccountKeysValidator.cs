using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notify.Http;

/// <summary>Refuses configuration keys nobody reads: a misspelled setting is an error at start, not a default at night.</summary>
/// <param name="kind">Whose account it is.</param>
/// <param name="account">The account the section configures.</param>
/// <param name="section">The section.</param>
/// <param name="holdsAccounts">Whether the section may list several accounts as well.</param>
internal sealed class AccountKeysValidator<TOptions>(
    AccountKind<TOptions> kind, string account, IConfigurationSection section, bool holdsAccounts) : IValidateOptions<TOptions>
    where TOptions : class
{
    private const string ErrorsKey = "Errors";

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != account)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] known = holdsAccounts ? [.. kind.Settings, AccountServices.AccountsKey] : kind.Settings;
        var problems = Unknown(section, known)
            .Concat(holdsAccounts ? EmptyList() : [])
            .Concat(section.GetSection(ErrorsKey).GetChildren().SelectMany(Change))
            .Select(p => $"{kind.Provider} account '{name}': {p}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Unknown(IConfigurationSection parent, string[] known) => parent.GetChildren()
        .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        .Select(child => $"{child.Path} is not a setting. Remove it, or write one of {string.Join(", ", known)}.");

    private IEnumerable<string> EmptyList() => section.GetChildren()
        .Where(child => string.Equals(child.Key, AccountServices.AccountsKey, StringComparison.OrdinalIgnoreCase) && !child.GetChildren().Any())
        .Select(child => $"{child.Path} lists no account. Remove it, or write each account's settings under its name, such as {child.Path}:<name>:{kind.Settings[0]}.");

    private IEnumerable<string> Change(IConfigurationSection change) => kind.IsErrorCode(change.Key)
        ? Unknown(change, kind.ErrorSettings)
        : [$"{change.Path} is not an error code. Write the code as {kind.Provider} does, for instance {change.Path[..^change.Key.Length]}{kind.ErrorCodeExample}."];
}
