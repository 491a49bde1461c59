using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Journals;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta.Receipts;

/// <summary>Gives every receipt of a message its time.</summary>
internal sealed class ReceiptPlanner(MetaEmulatorOptions options, ReceiptQueue queue)
{
    /// <summary>Plans a message's receipts but those acknowledged before; true when one of them is the next that falls due.</summary>
    public bool Plan(AcceptedEntry entry, IReadOnlySet<AcknowledgedReceipt>? acknowledged = null)
    {
        var message = entry.Message;
        var begin = message.AcceptedAt + TimeSpan.FromMilliseconds(entry.Script.DelayMilliseconds);
        var steps = entry.Script.Steps();
        var first = false;
        for (var place = 0; place < steps.Length; place++)
        {
            var step = steps[place];
            if (step.Status == AcceptedStatus.Read && message.IsSms())
            {
                continue;
            }

            if (acknowledged?.Contains(new AcknowledgedReceipt(message.Sequence, place)) == true)
            {
                entry.Advance(step.Status);
                continue;
            }

            var receipt = new Receipt(entry, place, step.Status, begin + (options.ReceiptStep * step.Happened));
            first |= queue.Add(receipt, RoundUp(begin + (options.ReceiptStep * step.Told)));
        }

        return first;
    }

    // Receipts of one window fall due at the same instant, so that they travel together.
    private DateTimeOffset RoundUp(DateTimeOffset due)
    {
        var window = options.ReceiptWindow.Ticks;
        return window == 0 ? due : new DateTimeOffset((due.UtcTicks + window - 1) / window * window, TimeSpan.Zero);
    }
}
