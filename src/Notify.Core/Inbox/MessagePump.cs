using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Hosting;
using Notify.Storage;

namespace Notify.Inbox;

/// <summary>
/// Has messages handled, several side by side, each of another person and each settled as soon as it is done: a slow handler holds up nobody but its own person.
/// </summary>
internal sealed class MessagePump(
    IInbox inbox,
    IContactStore contacts,
    MessageHandling handling,
    IInboxSignal signal,
    WorkerName worker,
    IOptions<InboxOptions> options,
    ILogger<MessagePump> logger)
{
    // A handler that heeds its token is over well before its lease.
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Claims as many as there are places for and begins on them.</summary>
    /// <param name="stopping">Nothing new is begun once this fires.</param>
    /// <param name="abort">Ends handlers under way; their messages are handed back.</param>
    /// <returns>How many were claimed.</returns>
    public async Task<int> RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var places = await PlacesAsync(stopping).ConfigureAwait(false);
        var batch = await inbox.ClaimMessagesAsync(new InboxClaim(places, options.Value.HandlerTimeout + Spare), stopping).ConfigureAwait(false);
        if (batch.Messages.Count == 0)
        {
            return 0;
        }

        var people = await PeopleAsync(batch, abort).ConfigureAwait(false);
        foreach (var message in batch.Messages)
        {
            Begin(HandleAsync(batch.Lease, message, people.GetValueOrDefault(message.ContactId), abort));
        }

        return batch.Messages.Count;
    }

    /// <summary>Returns when nothing is under way.</summary>
    public async Task DrainAsync()
    {
        while (Running() is { Length: > 0 } running)
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyDictionary<Guid, Contact>> PeopleAsync(InboundBatch batch, CancellationToken abort)
    {
        try
        {
            return await contacts.GetAsync([.. batch.Messages.Select(m => m.ContactId)], abort).ConfigureAwait(false);
        }
        catch
        {
            // A store that is away is nothing of theirs: they go back, and the worker waits for it.
            await inbox.SettleMessagesAsync(
                batch.Lease, [.. batch.Messages.Select(m => new InboundSettlement(m.Id, InboxVerdict.HandBack))], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<int> PlacesAsync(CancellationToken stopping)
    {
        while (true)
        {
            var running = Running();
            if (running.Length < options.Value.Concurrency)
            {
                return options.Value.Concurrency - running.Length;
            }

            await Task.WhenAny(running).WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    private Task[] Running()
    {
        lock (_lock)
        {
            _running.RemoveWhere(static task => task.IsCompleted);
            return [.. _running];
        }
    }

    private void Begin(Task task)
    {
        lock (_lock)
        {
            _running.Add(task);
        }
    }

    // Never throws: what is not settled comes back by its lease.
    private async Task HandleAsync(long lease, ClaimedInbound message, Contact? person, CancellationToken abort)
    {
        await Task.Yield();
        try
        {
            var verdict = await handling.RunAsync(message, person, abort).ConfigureAwait(false);
            await inbox.SettleMessagesAsync(lease, [new InboundSettlement(message.Id, verdict)], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.WorkerError(worker.Value, "inbound", options.Value.HandlerTimeout + Spare, new MaskedError(e));
        }

        // The same person may have written again, and somebody may wait for the place.
        signal.Pulse(InboxWork.Messages);
    }
}
