namespace Notify.Receipts;

/// <summary>What a webhook said, or why it was not read.</summary>
/// <param name="Status">Whether it was read.</param>
/// <param name="Receipts">Its receipts, in order.</param>
/// <param name="Ignored">Entries of other kinds, passed over.</param>
/// <param name="Problem">What is wrong with it, for the log; null where it was read.</param>
public sealed record WebhookReading(WebhookStatus Status, IReadOnlyList<Receipt> Receipts, int Ignored, string? Problem)
{
    /// <summary>It was read.</summary>
    public static WebhookReading Of(IReadOnlyList<Receipt> receipts, int ignored) => new(WebhookStatus.Read, receipts, ignored, null);

    /// <summary>It carries no valid signature.</summary>
    public static WebhookReading Unsigned(string problem) => new(WebhookStatus.Unsigned, [], 0, problem);

    /// <summary>It is signed, and not what it should be.</summary>
    public static WebhookReading Malformed(string problem) => new(WebhookStatus.Malformed, [], 0, problem);
}
