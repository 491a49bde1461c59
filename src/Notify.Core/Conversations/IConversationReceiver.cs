namespace Notify.Conversations;

/// <summary>Takes over what a conversation found out. Thread-safe; runs in a worker, after the person was told.</summary>
/// <remarks>
/// Called once for each conversation that ends. It is called again only after it threw or its worker died before that it returned was noted: make its effects
/// repeatable by <see cref="FinishedConversation.Id"/>, which is the same then. An exception lets the message that ended the conversation be tried again.
/// </remarks>
public interface IConversationReceiver
{
    /// <summary>Takes a conversation over.</summary>
    Task TakeOverAsync(FinishedConversation conversation, CancellationToken cancellationToken);
}
