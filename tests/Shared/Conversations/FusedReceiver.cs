using Notify.Conversations;

namespace Notify.Tests.Conversations;

/// <summary>Takes conversations over in a process that may die before or after.</summary>
internal sealed class FusedReceiver(Fuse fuse, List<FinishedConversation> taken) : IConversationReceiver
{
    public Task TakeOverAsync(FinishedConversation conversation, CancellationToken cancellationToken)
    {
        fuse.Pass("before the receiver");
        taken.Add(conversation);
        fuse.Pass("after the receiver");
        return Task.CompletedTask;
    }
}
