using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Outcomes;

/// <summary>Checks <see cref="RetryOptions"/>.</summary>
internal sealed class RetryOptionsValidator : IValidateOptions<RetryOptions>
{
    public ValidateOptionsResult Validate(string? name, RetryOptions options) => new Check("Retry")
        .Range(nameof(options.MaxAttempts), options.MaxAttempts, 1, 20)
        .Range(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1))
        .Range(nameof(options.RetryMaxDelay), options.RetryMaxDelay, options.RetryDelay, TimeSpan.FromDays(7))
        .Range(nameof(options.DeferDelay), options.DeferDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1))
        .Range(nameof(options.DeferMaxDelay), options.DeferMaxDelay, options.DeferDelay, TimeSpan.FromDays(7))
        .Range(nameof(options.Jitter), options.Jitter, 0, 0.5)
        .Result();
}
