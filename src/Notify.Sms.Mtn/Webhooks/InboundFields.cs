namespace Notify.Sms.Mtn.Webhooks;

/// <summary>How an inbound message's fields may be called: what the account says first, then the names of v2 and v1, then what is likely.</summary>
internal sealed class InboundFields(IReadOnlyDictionary<string, string> own)
{
    /// <summary>What an account may name.</summary>
    public static readonly string[] Kinds = ["Id", "From", "Text", "SentAt"];

    public string[] Id { get; } = Names(own, "Id", "messageID", "messageId", "transactionId", "id");

    public string[] From { get; } = Names(own, "From", "senderAddress", "from", "msisdn", "sender", "sourceAddress");

    public string[] Text { get; } = Names(own, "Text", "message", "text", "messageBody", "content");

    public string[] SentAt { get; } = Names(own, "SentAt", "dateTime", "sentTimestamp", "submittedDate", "created", "timestamp");

    private static string[] Names(IReadOnlyDictionary<string, string> own, string kind, params string[] known) =>
        own.FirstOrDefault(f => f.Key.Equals(kind, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } given ? [given, .. known] : known;
}
