using Notify.Inbound;
using Notify.OptOut;

namespace Notify.Conversations;

/// <summary>Reads in the person's session whether a conversation has a question open.</summary>
internal sealed class OpenQuestions(ConversationBook book) : IOpenQuestions
{
    public async ValueTask<bool> IsAskedAsync(InboundContext context, CancellationToken cancellationToken)
    {
        try
        {
            return book.HasAny(context.Tenant) && book.HasOpenQuestion(await context.GetSessionAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (PersonErasedException)
        {
            return false;
        }
    }
}
