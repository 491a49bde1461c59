using Microsoft.Extensions.Hosting;

namespace Notify.AI.Mcp;

/// <summary>Keeps stdout for the protocol: whatever else the process writes to the console goes to stderr.</summary>
internal sealed class QuietOutput : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // The transport has opened the stream itself.
        Console.SetOut(Console.Error);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
