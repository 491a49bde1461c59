using Notify.Outcomes;
using Notify.WhatsApp.Errors;

namespace Notify.WhatsApp;

/// <summary>
/// One WhatsApp sending account: a business phone number of Meta's Cloud API. The account's name is the options' name, the DI service key
/// and, with several accounts, the configuration key under <c>Accounts</c>. Read once, at start.
/// </summary>
public sealed class WhatsAppOptions
{
    /// <summary>The name of the account that is added without one.</summary>
    public const string DefaultAccount = "default";

    /// <summary>The id of the business phone number (digits; not the number itself). Required.</summary>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>The id of the WhatsApp Business Account (WABA). Required unless <see cref="TemplateSyncInterval"/> is zero.</summary>
    public string BusinessAccountId { get; set; } = "";

    /// <summary>The access token sends and template reads are made with. Required; a secret.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>The app's secret, which webhooks are signed with. Required; a secret.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>What Meta must quote when it verifies the webhook address. Without it the handshake is refused. A secret.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>The Graph API's version. Default <c>v25.0</c>, the one in Meta's examples of 2026.</summary>
    public string ApiVersion { get; set; } = "v25.0";

    /// <summary>Where the Graph API is. Default <c>https://graph.facebook.com/</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://graph.facebook.com/");

    /// <summary>The tenants this account sends for; none for all.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>The longest a send may take in all, waiting for its turn included. Default 30 s; 10 ms to 10 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most calls under way at once. Default 64; 1 to 10,000.</summary>
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>
    /// The most messages a second from this number, over all workers together; they leave evenly spaced. Default 80, what Meta takes from a number that was not
    /// upgraded; 1,000 for an upgraded one, 20 for one shared with the WhatsApp Business app. 1 to 10,000; null or 0 for any number. It counts messages in both
    /// directions: leave room where many people write back.
    /// </summary>
    public int? MaxPerSecond { get; set; } = 80;

    /// <summary>
    /// How many messages this number sends to one person at most in <see cref="PairBurst"/> times <see cref="PairInterval"/>. Default 45, Meta's burst; 1 to 1,000;
    /// 0 for any number. What is over it waits, which costs no attempt.
    /// </summary>
    public int PairBurst { get; set; } = 45;

    /// <summary>The time one message to one person counts for: Meta lets a number send a person one message in 6 s, and a burst ahead of that. Default 6 s; 100 ms to 1 h.</summary>
    public TimeSpan PairInterval { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How often template approvals are read; the first time at start. Default 15 min; zero for never, else 1 s to 7 days.</summary>
    public TimeSpan TemplateSyncInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Which error table holds: <c>meta</c> (default) or <c>legacy</c>.</summary>
    public string ErrorTable { get; set; } = WhatsAppErrorTable.MetaName;

    /// <summary>
    /// What an error code means that the table does not have: retry, defer or rejected. Default null: as the table says, which is by HTTP
    /// status for <c>meta</c> (429 defer, 5xx retry, others rejected) and retry for <c>legacy</c>.
    /// </summary>
    public OutcomeClass? UnknownErrors { get; set; }

    /// <summary>What single error codes mean instead, by code.</summary>
    public IDictionary<int, WhatsAppErrorOverride> Errors { get; } = new Dictionary<int, WhatsAppErrorOverride>();

    /// <summary>The phone number id only: secrets are never printed.</summary>
    public override string ToString() => $"{nameof(WhatsAppOptions)} {PhoneNumberId}";
}
