namespace Notify.Storage;

/// <summary>
/// Wakes the inbox's loops of this process; those of others poll. What is used unless the store registers its own, which may build on this one. Thread-safe.
/// </summary>
/// <param name="time">Times the waiting.</param>
public sealed class InboxSignal(TimeProvider time) : IInboxSignal
{
    private readonly WorkSignal _webhooks = new(time);
    private readonly WorkSignal _messages = new(time);

    /// <inheritdoc/>
    public void Pulse(InboxWork work) => Of(work).Pulse();

    /// <inheritdoc/>
    public Task WaitAsync(InboxWork work, TimeSpan atMost, CancellationToken cancellationToken) => Of(work).WaitAsync(atMost, cancellationToken);

    private WorkSignal Of(InboxWork work) => work == InboxWork.Webhooks ? _webhooks : _messages;
}
