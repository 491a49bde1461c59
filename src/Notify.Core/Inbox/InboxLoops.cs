using Microsoft.Extensions.Options;
using Notify.Hosting;
using Notify.Storage;

namespace Notify.Inbox;

/// <summary>The rounds of the inbox in a worker: receipts and messages apart, so that neither holds up the other.</summary>
internal sealed class InboxLoops(
    WebhookPump webhooks, MessagePump messages, IInboxSignal signal, IOptions<WorkerOptions> options)
{
    /// <summary>One round of reading webhooks; waits where there are none.</summary>
    public async Task ReadAsync(Func<TimeSpan, TimeSpan> jitter, CancellationToken stopping)
    {
        if (await webhooks.RunAsync(stopping).ConfigureAwait(false) == 0)
        {
            await signal.WaitAsync(InboxWork.Webhooks, jitter(options.Value.PollInterval), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>One round of beginning on messages; waits where there are none.</summary>
    public async Task HandleAsync(Func<TimeSpan, TimeSpan> jitter, CancellationToken stopping, CancellationToken abort)
    {
        if (await messages.RunAsync(stopping, abort).ConfigureAwait(false) == 0)
        {
            await signal.WaitAsync(InboxWork.Messages, jitter(options.Value.PollInterval), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Returns when no handler is under way.</summary>
    public Task DrainAsync() => messages.DrainAsync();
}
