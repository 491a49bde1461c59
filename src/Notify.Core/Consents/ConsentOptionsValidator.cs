using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Consents;

/// <summary>Checks <see cref="ConsentOptions"/>.</summary>
internal sealed class ConsentOptionsValidator : IValidateOptions<ConsentOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsentOptions options)
    {
        var check = new Check("Consent");
        foreach (var topic in options.Topics)
        {
            check.True(nameof(options.Topics), ConsentShape.IsTopic(topic), $"has '{topic}'; use 1 to 100 of a-z, 0-9, '.', '-' and '_'");
        }

        foreach (var category in options.Categories)
        {
            check.True(nameof(options.Categories), Enum.IsDefined(category), "must be Utility, Marketing or Authentication");
        }

        return check.Result();
    }
}
