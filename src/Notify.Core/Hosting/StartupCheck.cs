using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notify.Sending;

namespace Notify.Hosting;

/// <summary>Fails the host at start, with the call that mends it, rather than at the first message.</summary>
internal sealed class StartupCheck(IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        Run();
        await services.GetRequiredService<Readiness>().EnsureAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Run()
    {
        var senders = services.GetRequiredService<SenderDirectory>();
        if (senders.All.Count == 0)
        {
            throw new InvalidOperationException(
                "Notify has no channel. Add a channel package and call its Add method inside AddNotify, for instance AddWhatsApp(…) of Notify.WhatsApp.");
        }

        var lease = services.GetRequiredService<IOptions<WorkerOptions>>().Value.Lease;
        if (lease <= senders.LongestSend)
        {
            throw new OptionsValidationException(
                nameof(WorkerOptions),
                typeof(WorkerOptions),
                [$"Notify:Worker:Lease must be longer than the longest send of every account, {senders.LongestSend}; it is {lease}. Lengthen it, or shorten the account's Timeout."]);
        }
    }
}
