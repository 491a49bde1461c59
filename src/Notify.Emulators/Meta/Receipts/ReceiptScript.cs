namespace Notify.Emulators.Meta.Receipts;

/// <summary>Which receipts one message gets. Kept with the message, so that a restart gives the same ones.</summary>
internal sealed record ReceiptScript(ReceiptKind Kind)
{
    private static readonly ReceiptStep[] Nothing = [];
    private static readonly ReceiptStep[] Usual = [new(AcceptedStatus.Sent, 1, 1), new(AcceptedStatus.Delivered, 2, 2), new(AcceptedStatus.Read, 3, 3)];
    private static readonly ReceiptStep[] Backwards = [new(AcceptedStatus.Read, 1, 3), new(AcceptedStatus.Delivered, 2, 2), new(AcceptedStatus.Sent, 3, 1)];
    private static readonly ReceiptStep[] OnlyFailed = [new(AcceptedStatus.Failed, 1, 1)];
    private static readonly ReceiptStep[] Twice =
    [
        new(AcceptedStatus.Sent, 1, 1), new(AcceptedStatus.Sent, 2, 1), new(AcceptedStatus.Delivered, 2, 2),
        new(AcceptedStatus.Delivered, 3, 2), new(AcceptedStatus.Read, 3, 3), new(AcceptedStatus.Read, 4, 3),
    ];

    public static ReceiptScript Normal { get; } = new(ReceiptKind.Normal);

    public int? FailedCode { get; init; }

    public int DelayMilliseconds { get; init; }

    /// <summary>The receipts; their places here name them in the journal.</summary>
    public ReadOnlySpan<ReceiptStep> Steps() => Kind switch
    {
        ReceiptKind.None => Nothing,
        ReceiptKind.Doubled => Twice,
        ReceiptKind.Reordered => Backwards,
        ReceiptKind.UpToSent => Usual.AsSpan(0, 1),
        ReceiptKind.UpToDelivered => Usual.AsSpan(0, 2),
        ReceiptKind.Failed => OnlyFailed,
        _ => Usual,
    };
}
