namespace Notify.Webhooks;

/// <summary>Takes webhooks in. What an endpoint calls; thread-safe, a singleton.</summary>
public interface IWebhookIntake
{
    /// <summary>
    /// Checks a webhook and, where it is the provider's, stores it durably; calls at the same time share one commit. When it returns <see cref="WebhookStatus.Valid"/>,
    /// the endpoint may answer 200. What it says is worked on later, by a worker.
    /// </summary>
    /// <remarks>The body is not copied: leave its bytes alone until this returns, and for good where it throws, for the store may still be reading them.</remarks>
    /// <exception cref="Storage.StorageException">It could not be stored; answer 503, so that the provider tries again. Comes soon, also where the store hangs.</exception>
    Task<WebhookCheck> ReceiveAsync(IWebhookReader reader, WebhookRequest request, CancellationToken cancellationToken = default);
}
