namespace Notify.Inbound;

/// <summary>Does something with messages people write. Thread-safe; runs in a worker, in the order of registration, until one says it is handled.</summary>
/// <remarks>
/// It may run again for the same message, after it threw or its worker died: reply by <see cref="InboundContext.ReplyAsync(string, CancellationToken)"/>, which queues a reply once however
/// often the handler runs, and make its other effects repeatable. An exception lets the message wait and be tried again, some times, then it is a dead letter.
/// Reports of what became of our own messages never come here.
/// </remarks>
public interface IInboundHandler
{
    /// <summary>Handles a message, or passes it on.</summary>
    Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken);
}
