using Notify.Claiming;
using Notify.Deliveries;
using Notify.Limits;
using Notify.Storage;

namespace Notify.Sending;

/// <summary>Before stage 5: gives each slice its turn, so that all workers together keep to a sending account's pace. Accounts without one cost nothing.</summary>
internal sealed class PaceStage(IPacer pacer, TimeProvider time)
{
    /// <summary>The longest a worker keeps a batch for its account's pace: it has others' messages to send. The critical lane waits as long as it may.</summary>
    public static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(5);

    // Places missed by this much may belong to somebody else's message by now.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);

    /// <summary>Over how long a slice of an account is spread at most.</summary>
    public static TimeSpan Spread(IChannelSender sender) => PaceOf(sender) is null ? TimeSpan.Zero : PaceRules.Share;

    /// <summary>
    /// Cuts a batch into slices. Where an account has a pace: higher lanes first, in a lane what need not wait first, each slice for one such account and no more
    /// than its pace allows in a second.
    /// </summary>
    public static List<List<WorkItem>> Cut(List<WorkItem> batch, int size) => batch.TrueForAll(i => PaceOf(i.Sender!) is null)
        ? [.. batch.Chunk(size).Select(c => c.ToList())]
        : [.. batch.GroupBy(i => (i.Delivery.Flow.Priority, Sender: PaceOf(i.Sender!) is null ? null : i.Sender))
            .OrderBy(g => g.Key.Priority).ThenBy(g => g.Key.Sender is not null)
            .SelectMany(g => g.Chunk(Math.Min(size, PaceOf(g.First().Sender!) ?? size)).Select(c => c.ToList()))];

    /// <summary>How long the lease must last for a slice: its longest send, begun at the last place.</summary>
    public static TimeSpan Longest(List<WorkItem> slice) => slice.Max(i => i.Sender!.LongestSend + Spread(i.Sender));

    /// <summary>Reserves places for a slice and waits for the first. Missed where that is too far away, or on stopping: the places go back, and so must the slice.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="stayed">How long the batch has been held.</param>
    /// <param name="most">The longest wait.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <param name="abort">Ends the call to the store.</param>
    public async Task<Turn> TakeAsync(List<WorkItem> slice, TimeSpan stayed, TimeSpan most, CancellationToken stopping, CancellationToken abort)
    {
        if (PaceOf(slice[0].Sender!) is not { } perSecond)
        {
            return default;
        }

        var sender = slice[0].Sender!;
        var grant = await ReserveAsync(sender, perSecond, slice.Count, abort).ConfigureAwait(false);
        var patience = slice[0].Delivery.Flow.Priority == Priority.Critical || most < LongestStay - stayed ? most : LongestStay - stayed;
        if (grant.Wait == TimeSpan.Zero || grant.Wait <= patience)
        {
            var turn = Turn.In(grant.Wait, PaceRules.Length(1, perSecond), time);
            await turn.WaitAsync(0, time, stopping).ConfigureAwait(false);
            if (!stopping.IsCancellationRequested)
            {
                return turn;
            }
        }

        await pacer.GiveBackAsync([new(sender.Channel, sender.Account, perSecond, slice.Count, grant.NextAt)], CancellationToken.None).ConfigureAwait(false);
        return new Turn { Missed = grant.Wait };
    }

    /// <summary>
    /// A slice that missed its places from one on, for the mark took long or the process stood still, gets new ones, which may lie ahead. Null where the store does not
    /// answer: a marked slice must not be left in doubt for that.
    /// </summary>
    public async ValueTask<Turn?> RenewIfLateAsync(Turn turn, int index, List<WorkItem> marked, CancellationToken cancellationToken)
    {
        if (marked.Count == index || PaceOf(marked[index].Sender!) is not { } perSecond || turn.Left(index, time) > -Late)
        {
            return turn;
        }

        try
        {
            var grant = await ReserveAsync(marked[index].Sender!, perSecond, marked.Count - index, cancellationToken).ConfigureAwait(false);
            return Turn.In(grant.Wait - (index * turn.Interval), turn.Interval, time);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// A slice that missed its turn keeps its place in the line where the claim does not reach it for now. What the claim would give again at once, and for ever,
    /// is put off: the critical lane, and what missed a near turn because the lease is short.
    /// </summary>
    /// <param name="item">The delivery.</param>
    /// <param name="stayed">How long the batch has been held.</param>
    /// <param name="missed">How far away its turn was.</param>
    public static Settlement PutOff(WorkItem item, TimeSpan stayed, TimeSpan missed) =>
        item.Delivery.Flow.Priority != Priority.Critical && missed > PaceRules.Horizon + PaceRules.Share
            ? Settlement.Wait(item.Delivery.Id, Reasons.Pace)
            : Settlement.Defer(item.Delivery.Id, item.Context.Now + stayed + (missed < LongestStay ? missed : LongestStay), Reasons.Pace);

    private static int? PaceOf(IChannelSender sender) => sender.MaxPerSecond is > 0 and var perSecond ? perSecond : null;

    private async Task<PaceGrant> ReserveAsync(IChannelSender sender, int perSecond, int count, CancellationToken cancellationToken) =>
        (await pacer.ReserveAsync([new(sender.Channel, sender.Account, perSecond, count)], cancellationToken).ConfigureAwait(false))[0];
}
