namespace Notify.Inbox;

/// <summary>What becomes of something in the inbox. Immutable; made by its factories.</summary>
public sealed record InboxVerdict
{
    private InboxVerdict(InboxState state, string? reason) => (State, Reason) = (state, reason);

    /// <summary>It is done with.</summary>
    public static InboxVerdict Done { get; } = new(InboxState.Done, null);

    /// <summary>It waits again, at once, as if it had not been claimed: the try does not count, and its reason and deaths stay as they are.</summary>
    public static InboxVerdict HandBack { get; } = new(InboxState.Waiting, null) { RetryIn = TimeSpan.Zero, CostsAttempt = false };

    /// <summary>Of a webhook: it waits again as if it was handed back, and its <see cref="ClaimedWebhook.Refusals"/> are one more.</summary>
    public static InboxVerdict Refused { get; } = new(InboxState.Waiting, null) { RetryIn = TimeSpan.Zero, CostsAttempt = false, CountsRefusal = true };

    /// <summary>What it is from now on.</summary>
    public InboxState State { get; }

    /// <summary>Why, without personal data; null where there is nothing to say.</summary>
    public string? Reason { get; }

    /// <summary>For one that waits again: how long.</summary>
    public TimeSpan RetryIn { get; private init; }

    /// <summary>Whether the try counts.</summary>
    public bool CostsAttempt { get; private init; } = true;

    /// <summary>Whether the store refused what it says: counted with a webhook, until an operator has it tried again.</summary>
    public bool CountsRefusal { get; private init; }

    /// <summary>Done with, though nobody wanted it.</summary>
    public static InboxVerdict DoneBecause(string reason) => new(InboxState.Done, reason);

    /// <summary>It waits and is tried again.</summary>
    public static InboxVerdict Retry(TimeSpan after, string reason) => new(InboxState.Waiting, reason) { RetryIn = after };

    /// <summary>It waits and is tried again, and the try does not count: what is wrong is not its own fault.</summary>
    public static InboxVerdict PutOff(TimeSpan after, string reason) => new(InboxState.Waiting, reason) { RetryIn = after, CostsAttempt = false };

    /// <summary>It is a dead letter: kept for an operator.</summary>
    public static InboxVerdict Dead(string reason) => new(InboxState.Dead, reason);
}
