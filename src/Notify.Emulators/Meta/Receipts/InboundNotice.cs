using Notify.Emulators.Meta.Inbound;

namespace Notify.Emulators.Meta.Receipts;

/// <summary>A message a person wrote, on its way to the webhook.</summary>
internal sealed class InboundNotice(InboundEntry entry) : Notice(entry.Sequence, entry.At)
{
    public InboundEntry Entry => entry;
}
