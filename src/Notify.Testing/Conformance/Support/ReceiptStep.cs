using Notify.Receipts;

namespace Notify.Testing.Conformance.Support;

/// <summary>What a receipt says, and of which send.</summary>
internal readonly record struct ReceiptStep(ReceiptStatus Status, int Send = 1);
