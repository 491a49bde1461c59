namespace Notify.Conversations;

/// <summary>Takes over what a conversation found out. Thread-safe; runs in a worker, after the person was told.</summary>
/// <remarks>
/// Called once for each conversation that ends. It is called again only after it or another receiver threw, or its worker died before that they returned was noted: make
/// its effects repeatable by <see cref="FinishedConversation.Id"/>, which is the same then. An exception lets the message that ended the conversation be tried again.
/// It may close the session: the others are told all the same.
/// </remarks>
public interface IConversationReceiver
{
    /// <summary>Takes a conversation over.</summary>
    Task TakeOverAsync(FinishedConversation conversation, CancellationToken cancellationToken);
}
