namespace Notify.Inbox;

/// <summary>A webhook on its way into the store, and the caller that waits for it.</summary>
internal sealed class IntakeItem(NewWebhook webhook, long since)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewWebhook Webhook => webhook;

    /// <summary>When its caller came, by the monotonic clock.</summary>
    public long Since => since;

    public int Bytes => webhook.Webhook.Body.Length;

    public Task Stored => _stored.Task;

    public void Done() => _stored.TrySetResult();

    public void Fail(Exception exception)
    {
        _stored.TrySetException(exception);

        // Its caller may have gone.
        _ = _stored.Task.Exception;
    }
}
