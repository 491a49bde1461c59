namespace Notify.Webhooks;

/// <summary>What the check of a webhook says.</summary>
/// <param name="Status">Whether it is the provider's and can be read.</param>
/// <param name="Route">
/// What the reader wants back with the body when it reads it: whose secret vouched for it, and which kind of report the address stands for. At most 100
/// characters, never a secret itself; empty where the webhook is refused.
/// </param>
/// <param name="Problem">What is wrong with it, for the log; null where nothing is.</param>
public readonly record struct WebhookCheck(WebhookStatus Status, string Route, string? Problem)
{
    /// <summary>It is the provider's.</summary>
    public static WebhookCheck Valid(string route) => new(WebhookStatus.Valid, route, null);

    /// <summary>It carries no valid signature.</summary>
    public static WebhookCheck Unsigned(string problem) => new(WebhookStatus.Unsigned, "", problem);

    /// <summary>It is signed, and not what it should be.</summary>
    public static WebhookCheck Malformed(string problem) => new(WebhookStatus.Malformed, "", problem);
}
