using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notify.Hosting;

/// <summary>Refuses configuration keys nobody reads: a misspelled setting is an error at start, not a default at night.</summary>
/// <param name="section">The section.</param>
/// <param name="settings">The keys that are read.</param>
internal sealed class UnknownKeysValidator<TOptions>(IConfigurationSection section, string[] settings) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = section.GetChildren()
            .Where(child => !settings.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting. Remove it, or write one of {string.Join(", ", settings)}.")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
