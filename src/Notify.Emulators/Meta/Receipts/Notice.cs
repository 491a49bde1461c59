namespace Notify.Emulators.Meta.Receipts;

/// <summary>Something the webhook is to hear of.</summary>
/// <param name="sequence">Its place among all that was accepted and written: clearing the list drops what came before.</param>
/// <param name="happenedAt">When it happened.</param>
internal abstract class Notice(long sequence, DateTimeOffset happenedAt)
{
    public long Sequence => sequence;

    public DateTimeOffset HappenedAt => happenedAt;
}
