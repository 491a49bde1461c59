using Microsoft.Extensions.Options;

namespace Notify.Hosting;

/// <summary>The worker's name, the same for the life of the process.</summary>
internal sealed class WorkerName(IOptions<WorkerOptions> options)
{
    public string Value { get; } = options.Value.Name ?? $"{Environment.MachineName}-{Environment.ProcessId}";
}
