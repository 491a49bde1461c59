using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Gates;

/// <summary>Checks <see cref="BreakerOptions"/>.</summary>
internal sealed class BreakerOptionsValidator : IValidateOptions<BreakerOptions>
{
    public ValidateOptionsResult Validate(string? name, BreakerOptions options) => new Check("Breaker")
        .Range(nameof(options.PersonInterval), options.PersonInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .Range(nameof(options.LongestWait), options.LongestWait, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .Result();
}
