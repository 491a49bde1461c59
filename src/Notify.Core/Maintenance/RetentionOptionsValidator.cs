using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Maintenance;

/// <summary>Checks <see cref="RetentionOptions"/>.</summary>
internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options) => new Check("Retention")
        .Range(nameof(options.History), options.History, RetentionOptions.ShortestHistory, TimeSpan.FromDays(3650))
        .Result();
}
