using Notify.Emulators.Meta.Accepting;

namespace Notify.Emulators.Meta.Receipts;

/// <summary>One receipt that is to reach the webhook.</summary>
internal sealed class Receipt(AcceptedEntry entry, int place, AcceptedStatus status, DateTimeOffset happenedAt)
    : Notice(entry.Message.Sequence, happenedAt)
{
    public AcceptedEntry Entry => entry;

    /// <summary>Its place in the message's script.</summary>
    public int Place => place;

    public AcceptedStatus Status => status;
}
