using Notify.Inbound;
using Notify.Receipts;

namespace Notify.Webhooks;

/// <summary>What a webhook said.</summary>
public sealed record WebhookReading
{
    /// <summary>Its receipts, in order.</summary>
    public IReadOnlyList<Receipt> Receipts { get; init; } = [];

    /// <summary>Messages people wrote, in order.</summary>
    public IReadOnlyList<InboundMessage> Messages { get; init; } = [];

    /// <summary>What it says of accounts, templates and people's preferences, in order.</summary>
    public IReadOnlyList<AccountEvent> Events { get; init; } = [];

    /// <summary>Items of kinds nobody reads, or of accounts not known here.</summary>
    public int Ignored { get; init; }

    /// <summary>Why it could not be read, for the log; null where it was.</summary>
    public string? Problem { get; init; }

    /// <summary>It cannot be read.</summary>
    public static WebhookReading Unreadable(string problem) => new() { Problem = problem };
}
