using Microsoft.Extensions.Options;

namespace Notify.Hosting;

/// <summary>Checks <see cref="WorkerOptions"/>.</summary>
internal sealed class WorkerOptionsValidator : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options) => new Check("Worker")
        .Range(nameof(options.BatchSize), options.BatchSize, 1, 1000)
        .Range(nameof(options.Parallelism), options.Parallelism, 1, 16)
        .Range(nameof(options.SendConcurrency), options.SendConcurrency, 1, 1000)
        .Range(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24))
        .Range(nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5))
        .Range(nameof(options.MaintenanceInterval), options.MaintenanceInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))
        .True(nameof(options.Name), options.Name is null or { Length: > 0 and <= 100 }, "must have 1 to 100 characters, or be left out")
        .Result();
}
