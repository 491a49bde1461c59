using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Hosting;

namespace Notify.Queueing;

/// <summary>Checks <see cref="QueueingOptions"/>.</summary>
internal sealed class QueueingOptionsValidator : IValidateOptions<QueueingOptions>
{
    public ValidateOptionsResult Validate(string? name, QueueingOptions options) =>
        new Check("Queueing")
            .Range(nameof(options.StreamBatchSize), options.StreamBatchSize, 1, 5000)
            .Range(nameof(options.StreamParallelism), options.StreamParallelism, 1, 8)
            .True(
                nameof(options.DefaultRegion),
                options.DefaultRegion is null || Markets.Find(options.DefaultRegion) is not null,
                $"must be one of {string.Join(", ", Markets.Regions)}, or left out; it is '{options.DefaultRegion}'")
            .Result();
}
