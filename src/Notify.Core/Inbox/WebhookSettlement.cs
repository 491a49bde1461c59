namespace Notify.Inbox;

/// <summary>What becomes of a claimed webhook.</summary>
/// <param name="Number">Which.</param>
/// <param name="Verdict">What it is from now on.</param>
public sealed record WebhookSettlement(long Number, InboxVerdict Verdict)
{
    /// <summary>For one that is done: the messages that were in it, in order.</summary>
    public IReadOnlyList<NewInbound> Messages { get; init; } = [];
}
