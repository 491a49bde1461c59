using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Inbox;

/// <summary>Checks <see cref="InboxOptions"/>.</summary>
internal sealed class InboxOptionsValidator : IValidateOptions<InboxOptions>
{
    public ValidateOptionsResult Validate(string? name, InboxOptions options) => new Check("Inbox")
        .Range(nameof(options.StoreTimeout), options.StoreTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30))
        .Range(nameof(options.BatchSize), options.BatchSize, 1, 1000)
        .Range(nameof(options.Concurrency), options.Concurrency, 1, 256)
        .Range(nameof(options.HandlerTimeout), options.HandlerTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
        .Range(nameof(options.MaxAttempts), options.MaxAttempts, 1, 100)
        .Range(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))
        .Range(nameof(options.RetryMaxDelay), options.RetryMaxDelay, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24))
        .Result();
}
