using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Diagnostics;

namespace Notify.Plans;

/// <summary>Learns from results over which channels people are reached. What goes wrong here is learned again another time.</summary>
internal sealed class ReachLearner(IContactStore contacts, IDeliveryLog log, IOptions<ReachabilityOptions> options, ILogger<ReachLearner> logger)
{
    private const int Batch = 1000;

    // What does not fit is learned from a later message.
    private const int Most = 20_000;

    private readonly ConcurrentQueue<Guid> _reached = new();

    /// <summary>A delivery reached the person. Looked at in maintenance, so that receipts need not wait for it.</summary>
    public void Reached(Guid deliveryId)
    {
        if (_reached.Count < Most)
        {
            _reached.Enqueue(deliveryId);
        }
    }

    /// <summary>The provider said that these people are not on these channels.</summary>
    public async Task NoteMissingAsync(IEnumerable<(Guid ContactId, Channel Channel)> missing, CancellationToken cancellationToken)
    {
        List<ContactNote> notes =
            [.. missing.Distinct().Select(m => new ContactNote(m.ContactId, m.Channel) { IsReachable = false, For = options.Value.NotOnChannelFor })];
        await WriteAsync(notes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes who was reached, where that is not known.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!_reached.IsEmpty)
        {
            var ids = new HashSet<Guid>();
            while (ids.Count < Batch && _reached.TryDequeue(out var id))
            {
                ids.Add(id);
            }

            var records = await log.GetAsync(ids, cancellationToken).ConfigureAwait(false);
            var known = await contacts.GetAsync([.. records.Values.Select(r => r.ContactId).Distinct()], cancellationToken).ConfigureAwait(false);
            List<ContactNote> notes =
            [
                .. records.Values.Select(r => (r.ContactId, r.Flow.Channel)).Distinct()
                    .Where(r => known.TryGetValue(r.ContactId, out var contact) && contact.Facts.IsReachable(r.Channel, DateTimeOffset.MinValue) != true)
                    .Select(r => new ContactNote(r.ContactId, r.Channel) { IsReachable = true }),
            ];
            await WriteAsync(notes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(List<ContactNote> notes, CancellationToken cancellationToken)
    {
        if (notes.Count == 0)
        {
            return;
        }

        try
        {
            await contacts.NoteAsync(notes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.NotesLost(notes.Count, new MaskedError(e));
        }
    }
}
