using System.Collections.ObjectModel;
using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Conversations;

/// <summary>Checks <see cref="GreetingOptions"/>.</summary>
internal sealed class GreetingOptionsValidator : IValidateOptions<GreetingOptions>
{
    private const int MaxText = 1000;

    public ValidateOptionsResult Validate(string? name, GreetingOptions options)
    {
        var check = new Check("Greeting");
        if (options.Texts.Count > 0)
        {
            foreach (var problem in ConversationChecks.Problems("text", new ReadOnlyDictionary<string, string>(options.Texts), MaxText, []))
            {
                check.True(nameof(options.Texts), false, $"cannot be used: {problem}");
            }
        }

        return check.Result();
    }
}
