using Notify.Sms.Mtn.Errors;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>What a <see cref="MtnWebhookReader"/> knows of an account.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Errors">The table failures are classed by.</param>
public sealed record MtnWebhookAccount(string Name, MtnErrorTable Errors)
{
    /// <summary>What its webhooks are signed with; empty for no signatures. Never printed.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The header that has the signature.</summary>
    public string SignatureHeader { get; init; } = "X-Mtn-Signature";

    /// <summary>The first part of its webhooks' path; empty for no such part. Never printed.</summary>
    public string PathToken { get; init; } = "";

    /// <summary>Names of an inbound message's fields, by what they hold: <c>Id</c>, <c>From</c>, <c>Text</c>, <c>SentAt</c>.</summary>
    public IReadOnlyDictionary<string, string> InboundFields { get; init; } = new Dictionary<string, string>();

    /// <summary>The country in which senders may be written without country code, as its ISO 3166 code; empty for none.</summary>
    public string Country { get; init; } = "";

    /// <summary>The name only.</summary>
    public override string ToString() => Name;
}
