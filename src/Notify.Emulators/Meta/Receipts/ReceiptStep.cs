using System.Runtime.InteropServices;

namespace Notify.Emulators.Meta.Receipts;

/// <summary>One receipt of a script: told after <paramref name="Told"/> steps, of something that happened after <paramref name="Happened"/> steps.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReceiptStep(AcceptedStatus Status, int Told, int Happened);
