using System.Collections.Frozen;
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
    InboxRetry retry,
    IInboxSignal signal,
    WorkerName worker,
    TimeProvider time,
    IOptions<InboxOptions> options,
    ILogger<MessagePump> logger)
{
    // A handler that heeds its token is over well before its lease.
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<Task, long> _running = [];
    private readonly Isolation<ClaimedInbound> _isolation = new(retry.IsSuspect);

    /// <summary>Whether one more could begin at once.</summary>
    public bool HasPlace => Running(heeding: _isolation.IsOn).Length < _isolation.Most(options.Value.Concurrency);

    private TimeSpan Lease => options.Value.HandlerTimeout + Spare;

    /// <summary>Claims as many as there are places for and begins on them.</summary>
    /// <param name="stopping">Nothing new is begun once this fires.</param>
    /// <param name="abort">Ends handlers under way; their messages are handed back.</param>
    /// <returns>How many were claimed.</returns>
    public async Task<int> RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var places = await PlacesAsync(stopping).ConfigureAwait(false);
        var batch = await inbox.ClaimMessagesAsync(new InboxClaim(places, Lease), stopping).ConfigureAwait(false);
        var (messages, others) = _isolation.Part(batch.Messages, isIdle: Running(heeding: true).Length == 0);
        await HandBackAsync(batch.Lease, others).ConfigureAwait(false);
        var people = await PeopleAsync(batch.Lease, messages, abort).ConfigureAwait(false);
        foreach (var message in messages)
        {
            Begin(HandleAsync(batch.Lease, message, people.GetValueOrDefault(message.ContactId), abort));
        }

        return batch.Messages.Count;
    }

    /// <summary>Returns when nothing is under way.</summary>
    public async Task DrainAsync()
    {
        while (Running(heeding: false) is { Length: > 0 } running)
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyDictionary<Guid, Contact>> PeopleAsync(long lease, IReadOnlyList<ClaimedInbound> messages, CancellationToken abort)
    {
        if (messages.Count == 0)
        {
            return FrozenDictionary<Guid, Contact>.Empty;
        }

        try
        {
            return await contacts.GetAsync([.. messages.Select(m => m.ContactId)], abort).ConfigureAwait(false);
        }
        catch
        {
            // A store that is away is nothing of theirs: they go back, and the worker waits for it.
            await HandBackAsync(lease, messages).ConfigureAwait(false);
            throw;
        }
    }

    private Task HandBackAsync(long lease, IReadOnlyList<ClaimedInbound> messages) => messages.Count == 0
        ? Task.CompletedTask
        : inbox.SettleMessagesAsync(lease, [.. messages.Select(m => new InboundSettlement(m.Id, InboxVerdict.HandBack))], CancellationToken.None);

    private async Task<int> PlacesAsync(CancellationToken stopping)
    {
        while (true)
        {
            var running = Running(heeding: _isolation.IsOn);
            var most = _isolation.Most(options.Value.Concurrency);
            if (running.Length < most)
            {
                return most - running.Length;
            }

            Task next = Task.WhenAny(running);
            await next.WaitAsync(Lease, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.ThrowIfCancellationRequested();
        }
    }

    // A handler that runs on beyond its lease heeds nothing: what is worked on alone waits for it no longer, or it would hold up everybody.
    private Task[] Running(bool heeding)
    {
        lock (_lock)
        {
            foreach (var done in _running.Keys.Where(static task => task.IsCompleted).ToList())
            {
                _running.Remove(done);
            }

            return [.. _running.Where(r => !heeding || time.GetElapsedTime(r.Value) < Lease).Select(static r => r.Key)];
        }
    }

    private void Begin(Task task)
    {
        lock (_lock)
        {
            _running.Add(task, time.GetTimestamp());
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
            logger.WorkerError(worker.Value, "inbound", Lease, new MaskedError(e));
        }

        // The same person may have written again, and somebody may wait for the place.
        signal.Pulse(InboxWork.Messages);
    }
}
