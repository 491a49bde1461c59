using Notify.Conversations;

namespace Notify.Core.Tests.Support;

/// <summary>Remembers what it took over.</summary>
internal sealed class TestReceiver : IConversationReceiver
{
    public List<FinishedConversation> Taken { get; } = [];

    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public async Task TakeOverAsync(FinishedConversation conversation, CancellationToken cancellationToken)
    {
        await Before();
        Taken.Add(conversation);
    }
}
