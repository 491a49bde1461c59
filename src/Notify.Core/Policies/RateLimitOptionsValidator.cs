using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Policies;

/// <summary>Checks <see cref="RateLimitOptions"/>.</summary>
internal sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options) => new Check("RateLimit")
        .Range(nameof(options.Limit), options.Limit, 1, 10_000)
        .Range(nameof(options.Window), options.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7))
        .True(nameof(options.Mode), Enum.IsDefined(options.Mode), "must be Defer or Warn")
        .Result();
}
