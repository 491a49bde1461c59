using System.Text.Json.Nodes;
using Notify.Inbound;
using Notify.Messages;
using Notify.OptOut;

namespace Notify.Conversations;

/// <summary>Reads in the person's session whether a conversation has a question open.</summary>
internal sealed class OpenQuestions(ConversationBook book, ConversationTexts texts) : IOpenQuestions
{
    // What is due at the same time is sent side by side, and the confirmation comes first.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

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

    public async ValueTask AskAgainAsync(InboundContext context, CancellationToken cancellationToken)
    {
        if (!book.HasAny(context.Tenant))
        {
            return;
        }

        try
        {
            await AskAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (PersonErasedException)
        {
            // Nobody is left to be asked.
        }
    }

    // First the session notes that this message had it asked, as with every turn of a conversation; a run after a crash asks the same.
    private async Task AskAsync(InboundContext context, CancellationToken cancellationToken)
    {
        await context.FindEarlierSessionAsync(session => book.HasHandled(context.Id, session), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            if (book.FindOpen(context.Id, session) is not var (script, state))
            {
                return;
            }

            if (state.Find(context.Id) is { } handled)
            {
                // Unless a run of it died here and the person has said more since.
                if (state is { End: null } && state.Asked == handled.Question && texts.Of(script, handled, context.Contact.Locale) is { } text)
                {
                    var question = new Notification(context.Message.From.Value, new TextMessage(text)) { NotBefore = session.ActiveAt + Lead };
                    await context.ReplyAsync(question, cancellationToken).ConfigureAwait(false);
                }

                return;
            }

            // A run of it died here, and the person was asked since by what they said next.
            if (state.AskedAt > context.ReceivedAt)
            {
                return;
            }

            // What was written before it is asked again is no answer to it.
            var asked = state.With(new HandledMessage(context.Id, Said.Question, state.Asked)) with { AskedAt = session.ActiveAt };
            var values = new JsonObject { [script.Name] = asked.ToJson() };
            await context.TryMergeSessionAsync(values, ended => book.HasHandled(context.Id, ended), cancellationToken).ConfigureAwait(false);
        }
    }
}
