using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta;

/// <summary>How the emulator of Meta's Cloud API behaves. Checked when it starts.</summary>
public sealed record MetaEmulatorOptions
{
    /// <summary>Where to listen: an <c>http://</c> address with an IP address or <c>localhost</c>. Default: 127.0.0.1 on a port the system chooses.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Bearer tokens that are let in. Empty (the default): any token is.</summary>
    public IReadOnlyList<string> AccessTokens { get; init; } = [];

    /// <summary>Ids of the sending numbers that exist. Empty (the default): any id of digits does.</summary>
    public IReadOnlyList<string> PhoneNumberIds { get; init; } = [];

    /// <summary>Id of the WhatsApp Business Account, as it stands in webhooks and usage headers. All accounts share one set of templates.</summary>
    public string BusinessAccountId { get; init; } = "100200300400500";

    /// <summary>The sending number as people see it, in webhooks. Digits.</summary>
    public string DisplayPhoneNumber { get; init; } = "15550100100";

    /// <summary>Where receipts are posted. Null (the default): receipts happen but nobody is told. <see cref="MetaEmulator.WebhookUrl"/> changes it later.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Signs webhooks (<c>X-Hub-Signature-256</c>). Null (the default): unsigned.</summary>
    public string? AppSecret { get; init; }

    /// <summary>When set, the webhook is first asked to prove itself by Meta's GET handshake with this token. Null (the default): no handshake.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Folder in which the list of accepted messages, awaited receipts and templates outlive the process. Null (the default): memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>File of templates in the shape of Meta's list, <c>{"data":[…]}</c>. Null (the default): none.</summary>
    public string? TemplatesFile { get; init; }

    /// <summary>Templates in the same shape, as text. Null (the default): none.</summary>
    public string? TemplatesJson { get; init; }

    /// <summary>Whether a created template is approved at once (the default) or left pending.</summary>
    public bool ApproveTemplates { get; init; } = true;

    /// <summary>
    /// Whether everybody counts as having written within 24 hours. Default: no; as at Meta, all but templates is refused (131047) for people who have not
    /// written to the sending number by the emulator's page or <c>POST /_emulator/inbound</c>.
    /// </summary>
    public bool OpenWindows { get; init; }

    /// <summary>Time from accepting to the first receipt, and from each receipt to the next. Default 50 ms; zero to one day.</summary>
    public TimeSpan ReceiptStep { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Receipts that fall due within this time of each other travel together. Default 25 ms; zero switches it off.</summary>
    public TimeSpan ReceiptWindow { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Most statuses in one webhook call. Default 100; 1 to 1,000 (Meta's own limit).</summary>
    public int StatusesPerWebhook { get; init; } = 100;

    /// <summary>Webhook calls under way at a time while the endpoint answers. Default 4; 1 to 64.</summary>
    public int WebhookConcurrency { get; init; } = 4;

    /// <summary>How long a webhook call may take. Default 10 s.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait after a first failed webhook call; it doubles with each failure. Default 100 ms.</summary>
    public TimeSpan WebhookRetryFirst { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between failed webhook calls. Default 5 s.</summary>
    public TimeSpan WebhookRetryLongest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What throttling answers (codes 4, 80007 and 130429) name as the time to wait. Default 1 minute; zero leaves the headers out.</summary>
    public TimeSpan RegainAccess { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>MTN's SMS API beside Meta's, on the same address, in the same list and on the same phone page. Null (the default): none.</summary>
    public MtnEmulatorOptions? Mtn { get; init; }

    /// <summary>The clock for receipts, slow answers and webhook retries.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where webhook trouble is logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
