using Microsoft.Extensions.Options;
using Notify.Hosting;

namespace Notify.Queueing;

/// <summary>Checks <see cref="QueueingOptions"/>.</summary>
internal sealed class QueueingOptionsValidator : IValidateOptions<QueueingOptions>
{
    public ValidateOptionsResult Validate(string? name, QueueingOptions options) =>
        new Check("Queueing").Range(nameof(options.StreamBatchSize), options.StreamBatchSize, 1, 5000).Result();
}
