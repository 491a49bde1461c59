using Notify.Outcomes;
using Notify.Sms.Mtn.Errors;

namespace Notify.Sms.Mtn;

/// <summary>
/// One SMS sending account at MTN. The account's name is the options' name, the DI service key and, with several accounts, the configuration key under
/// <c>Accounts</c>. Read once, at start.
/// </summary>
public sealed class MtnOptions
{
    /// <summary>The name of the account that is added without one.</summary>
    public const string DefaultAccount = "default";

    /// <summary>The OAuth client's id. Required, unless the gateway takes an <see cref="ApiKey"/> alone.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The OAuth client's secret. Required with <see cref="ClientId"/>; a secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Sent as <c>x-api-key</c>, which some of MTN's gateways want besides the token or in its place. Default none; a secret.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The short code messages come from. Required unless <see cref="SenderAddress"/> is given.</summary>
    public string ServiceCode { get; set; } = "";

    /// <summary>
    /// The sender people see, for instance a registered name of at most 11 characters. It wins over <see cref="ServiceCode"/>, and MTN wants it repeated there, which is
    /// done. A name cannot be answered.
    /// </summary>
    public string SenderAddress { get; set; } = "";

    /// <summary>Whether MTN is to report what became of a message. Default true: without reports, sends in doubt stay so.</summary>
    public bool RequestDeliveryReceipt { get; set; } = true;

    /// <summary>Where MTN's API is. Default <c>https://api.mtn.com/</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.mtn.com/");

    /// <summary>The path of a send, below <see cref="BaseAddress"/>. Default none: <c>v3/sms/messages/sms/outbound</c>, or <c>v2/messages/sms/outbound</c> for <see cref="MtnBody.V2"/>.</summary>
    public string SendPath { get; set; } = "";

    /// <summary>The path that gives tokens, below <see cref="BaseAddress"/>, or a whole address. Default none: the two that MTN documents, one where the other is not found.</summary>
    public string TokenPath { get; set; } = "";

    /// <summary>How the client proves itself for a token. Default in the body.</summary>
    public MtnClientAuthentication ClientAuthentication { get; set; }

    /// <summary>The form of a send's body. Default MADAPI v3.</summary>
    public MtnBody Body { get; set; }

    /// <summary>How numbers are written. Default digits only.</summary>
    public MtnNumberFormat NumberFormat { get; set; }

    /// <summary>Where reports of single messages go; only <see cref="MtnBody.Nested"/> says it with each message. Ends with <see cref="WebhookToken"/> where MTN posts to it itself. Default none.</summary>
    public Uri? NotifyUrl { get; set; }

    /// <summary>The tenants this account sends for; none for all.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>The longest a send may take in all, waiting for its turn and for a token included. Default 30 s; 10 ms to 10 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most calls under way at once. Default 64; 1 to 10,000.</summary>
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>
    /// The most messages a second, over all workers together; they leave evenly spaced. Default null: MTN publishes no limit (one guide's 100 a minute is not verified), so
    /// ask for yours. 1 to 10,000; null or 0 for any number.
    /// </summary>
    public int? MaxPerSecond { get; set; }

    /// <summary>The most segments a message is sent as; a longer text is cut, never within a character or a link. Default 3; 1 to 10.</summary>
    public int MaxSegments { get; set; } = SmsText.DefaultMaxSegments;

    /// <summary>Whether typographic characters give way to plain ones where the text then needs fewer segments. Default true.</summary>
    public bool SmartEncoding { get; set; } = true;

    /// <summary>What webhooks are signed with by HMAC-SHA256: by a relay or a gateway of yours, for MTN documents no signature. Default none; a secret.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>The header that has the signature, in hexadecimal digits. Default <c>X-Mtn-Signature</c>.</summary>
    public string SignatureHeader { get; set; } = "X-Mtn-Signature";

    /// <summary>The part of the webhook's address that only MTN knows, for callbacks that nobody signs: 16 to 128 letters, digits, '-' and '_'. Default none; a secret.</summary>
    public string WebhookToken { get; set; } = "";

    /// <summary>How an inbound message's fields are called where MTN calls them otherwise than known here: <c>Id</c>, <c>From</c>, <c>Text</c> and <c>SentAt</c>.</summary>
    public IDictionary<string, string> InboundFields { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The country whose networks this account is at, as its ISO 3166 code, such as <c>RW</c>: senders of inbound messages may be written as they are dialled there
    /// (<c>0788123456</c>, <c>788123456</c>). One of <see cref="Contacts.NationalNumbers.Countries"/>. Default none: numbers have their country code.
    /// </summary>
    public string Country { get; set; } = "";

    /// <summary>What an error code means that the table does not have: retry, defer or rejected. Default null: by HTTP status.</summary>
    public OutcomeClass? UnknownErrors { get; set; }

    /// <summary>What single error codes, and statuses of delivery reports, mean instead.</summary>
    public IDictionary<string, MtnErrorOverride> Errors { get; } = new Dictionary<string, MtnErrorOverride>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sender only: secrets are never printed.</summary>
    public override string ToString() => $"{nameof(MtnOptions)} {Sender}";

    /// <summary>What messages come from.</summary>
    internal string Sender => SenderAddress.Length > 0 ? SenderAddress : ServiceCode;
}
