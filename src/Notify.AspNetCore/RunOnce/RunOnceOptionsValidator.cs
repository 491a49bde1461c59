using Microsoft.Extensions.Options;

namespace Notify.AspNetCore.RunOnce;

/// <summary>Checks <see cref="RunOnceOptions"/>. Messages name key and remedy, never a secret.</summary>
internal sealed class RunOnceOptionsValidator : IValidateOptions<RunOnceOptions>
{
    private const int Shortest = 32;
    private const int Longest = 512;

    public ValidateOptionsResult Validate(string? name, RunOnceOptions options)
    {
        List<string> problems = [];
        if (options.Keys.Count == 0)
        {
            problems.Add("Notify:RunOnce:Keys is empty. Set Notify:RunOnce:Keys:0 to a key of 32 random characters or more, from a secret store.");
        }

        for (var i = 0; i < options.Keys.Count; i++)
        {
            if (options.Keys[i] is not { Length: >= Shortest and <= Longest } key || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                problems.Add(
                    $"Notify:RunOnce:Keys:{i} must have {Shortest} to {Longest} visible characters of ASCII without spaces. Make one by chance, such as with openssl rand -base64 32.");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
