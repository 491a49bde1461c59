using System.Diagnostics;
using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Bench.Crashing;

/// <summary>
/// Waits until everything is settled, and reads how it ended. A receipt window runs only while webhooks are seen arriving, so ordinary traffic goes on as long
/// as anything is in doubt that can be settled.
/// </summary>
/// <param name="log">Says where deliveries are.</param>
/// <param name="emulator">Says what it owes.</param>
/// <param name="traffic">Makes more of it.</param>
/// <param name="producer">Queues that.</param>
/// <param name="unread">How many webhooks were acknowledged and not read yet.</param>
internal sealed class Ending(IDeliveryLog log, EmulatorList emulator, Traffic traffic, Producer producer, Func<Task<long>> unread)
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private static readonly DeliveryState[] Unfinished = [DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending];

    /// <summary>Returns when nothing is under way any more, or when it takes too long: what hangs then counts as lost.</summary>
    public async Task WaitAsync()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Longest;)
        {
            // Looked at before and after the receipts: the last one may have queued something again. One that was taken in may not be read yet.
            if (await IsSettledAsync() && await emulator.PendingAsync() == 0 && await unread() == 0 && await IsSettledAsync())
            {
                return;
            }

            if (await IsInDoubtAsync())
            {
                await producer.QueueAsync(traffic.NextOrdinary());
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>All deliveries by recipient.</summary>
    public async Task<ILookup<string, DeliveryRecord>> ReadAsync() => (await ReadAsync(null)).ToLookup(d => d.CorrelationId!, StringComparer.Ordinal);

    private async Task<bool> IsSettledAsync()
    {
        try
        {
            foreach (var state in Unfinished)
            {
                if ((await log.CountAsync(null, state, CancellationToken.None)).Sum(c => c.Count) > 0)
                {
                    return false;
                }
            }
        }
        catch (StorageException)
        {
            return false;
        }

        return !await IsInDoubtAsync();
    }

    // Of the silent ones nobody will ever know.
    private async Task<bool> IsInDoubtAsync()
    {
        try
        {
            return (await ReadAsync(DeliveryState.Unconfirmed)).Exists(d => !traffic.Stored.GetValueOrDefault(d.CorrelationId!));
        }
        catch (StorageException)
        {
            return true;
        }
    }

    private async Task<List<DeliveryRecord>> ReadAsync(DeliveryState? state)
    {
        var found = new List<DeliveryRecord>();
        Guid? next = null;
        do
        {
            var page = await log.PageAsync(new DeliverySelection(Traffic.Tenant) { State = state }, PageSize, next, CancellationToken.None);
            found.AddRange(page.Deliveries);
            next = page.Next;
        }
        while (next is not null);

        return found;
    }
}
