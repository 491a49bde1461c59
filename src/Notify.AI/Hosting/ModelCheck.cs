using Microsoft.Extensions.Hosting;
using Notify.AI.Replies;

namespace Notify.AI.Hosting;

/// <summary>Fails the host at start, with the call that mends it, rather than at the first message.</summary>
internal sealed class ModelCheck(Model model) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        model.Check();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
