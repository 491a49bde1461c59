using System.Runtime.InteropServices;

namespace Notify.Emulators.Meta.Journals;

/// <summary>A receipt the webhook took: the message's place in the list and the receipt's place in its script.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AcknowledgedReceipt(long Seq, int Receipt);
