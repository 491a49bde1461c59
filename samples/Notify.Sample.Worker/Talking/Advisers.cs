using Notify.AI.HandingOver;
using Notify.Conversations;
using Notify.Sample.Worker.Display;

namespace Notify.Sample.Worker.Talking;

/// <summary>The people who take over: from a conversation that is over, and from the model where it cannot help. An app would open a ticket.</summary>
internal sealed class Advisers(TalkFeed feed) : IConversationReceiver, IHandOverReceiver
{
    public Task TakeOverAsync(FinishedConversation conversation, CancellationToken cancellationToken)
    {
        feed.Tell($"An adviser has to call: {conversation.Name} {conversation.End}, {conversation.Answers.Count} answers, session {conversation.SessionId}");
        return Task.CompletedTask;
    }

    public Task ReceiveAsync(HandOver handOver, CancellationToken cancellationToken)
    {
        feed.Tell($"An adviser has to answer: session {handOver.SessionId}");
        return Task.CompletedTask;
    }
}
