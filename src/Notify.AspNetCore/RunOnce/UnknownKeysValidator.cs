using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Notify.AspNetCore.RunOnce;

/// <summary>Refuses configuration keys nobody reads: a misspelled setting is an error at start.</summary>
internal sealed class UnknownKeysValidator(IConfigurationSection section) : IValidateOptions<RunOnceOptions>
{
    public ValidateOptionsResult Validate(string? name, RunOnceOptions options)
    {
        var problems = section.GetChildren()
            .Where(child => !string.Equals(child.Key, nameof(options.Keys), StringComparison.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting. Remove it, or write {nameof(options.Keys)}.")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
