using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Accepting;

/// <summary>One accepted message, how far it got, and which receipts it is to get.</summary>
internal sealed class AcceptedEntry(AcceptedMessage message, ReceiptScript script)
{
    private volatile AcceptedMessage _message = message;

    public AcceptedMessage Message => _message;

    public ReceiptScript Script => script;

    /// <summary>Moves on to a later status; never back. One caller at a time.</summary>
    public bool Advance(AcceptedStatus status)
    {
        var current = _message;
        var moves = status == AcceptedStatus.Failed ? current.Status < AcceptedStatus.Delivered : current.Status < status;
        if (moves)
        {
            _message = current with { Status = status, FailedCode = status == AcceptedStatus.Failed ? script.FailedCode : null };
        }

        return moves;
    }
}
