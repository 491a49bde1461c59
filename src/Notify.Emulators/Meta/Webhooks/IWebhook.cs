using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Webhooks;

/// <summary>An endpoint that gets notices, in the form of its provider. Thread-safe.</summary>
internal interface IWebhook
{
    /// <summary>Posts notices; null when the endpoint took them (or there is none), else why not.</summary>
    Task<string?> PostAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken);
}
