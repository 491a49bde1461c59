using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Notify.Inbound;
using Notify.Sessions;

namespace Notify.Conversations;

/// <summary>
/// Holds conversations. A message first changes the session, all at once, with what is to be said to it; then that is said, and what is over is taken over. So
/// each run of a message says and does the same, wherever one died.
/// </summary>
internal sealed class ConversationHandler(
    ConversationBook book, ConversationTexts texts, IEnumerable<IConversationReceiver> receivers, ILogger<ConversationHandler> logger) : IInboundHandler
{
    private readonly IConversationReceiver[] _receivers = [.. receivers];

    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        if (!IsTalk(context.Message) || !book.HasAny(context.Tenant))
        {
            return InboundResult.PassOn;
        }

        await context.FindEarlierSessionAsync(session => book.HasHandled(context.Id, session), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            if (book.Choose(context, session) is not { } chosen)
            {
                return InboundResult.PassOn;
            }

            if (chosen.State?.Find(context.Id) is { } handled)
            {
                await SayAsync(context, chosen.Script, handled, cancellationToken).ConfigureAwait(false);
                await HandOverAsync(context, chosen.Script, cancellationToken).ConfigureAwait(false);
                return InboundResult.Handled;
            }

            // What would be asked is blocked: nothing begins, and nobody who hears no question answers it wrongly.
            if (context.Contact.IsOptedOutOf(context.Message.Channel))
            {
                return InboundResult.PassOn;
            }

            // Where somebody changed the session meanwhile, the message is read again, over what they made of it; where it ended, over the one that goes on.
            await TakeTurnAsync(context, session, chosen.Script, chosen.State, cancellationToken).ConfigureAwait(false);
        }
    }

    // Words, or something in their place. A reaction or a later edit answers nothing.
    private static bool IsTalk(InboundMessage message) => message.IsFromPerson && message.Content is not (InboundReaction or InboundEdit);

    private async Task TakeTurnAsync(InboundContext context, Session session, Script script, ConversationState? state, CancellationToken cancellationToken)
    {
        var turn = TurnPlanner.Next(script, session, state, new Heard(context.Id, context.Message.Content.Text, context.ReceivedAt));
        if (!await KeepAsync(context, session, script, turn, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (state is null)
        {
            logger.Begun(script.Name, context.Tenant, context.Contact.Id, session.Id);
        }

        logger.TurnTaken(script.Name, context.Tenant, context.Id, turn.Answers.Count, turn.State.Handled[^1].Said.ToString());
        if (turn.State.End is { } end)
        {
            logger.Ended(script.Name, context.Tenant, context.Contact.Id, session.Id, end.ToString());
        }
    }

    private async Task SayAsync(InboundContext context, Script script, HandledMessage handled, CancellationToken cancellationToken)
    {
        if (texts.Of(script, handled, context.Contact.Locale) is { } text)
        {
            await context.ReplyAsync(text, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task HandOverAsync(InboundContext context, Script script, CancellationToken cancellationToken)
    {
        var session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        if (ConversationState.Read(session.Context, script) is not { End: { } end, IsTakenOver: false } state || state.EndedBy != context.Id)
        {
            return;
        }

        var finished = new FinishedConversation
        {
            Id = context.Id,
            Name = script.Name,
            Contact = context.Contact,
            Channel = context.Message.Channel,
            SessionId = session.Id,
            End = end,
            Unanswered = state.Asked,
            Answers = TurnPlanner.Known(script, session.Context),
        };
        foreach (var receiver in _receivers)
        {
            await receiver.TakeOverAsync(finished, cancellationToken).ConfigureAwait(false);
        }

        do
        {
            session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            if (ConversationState.Read(session.Context, script) is not { End: not null } now)
            {
                return;
            }

            state = now;
        }
        while (!await KeepAsync(context, session, script, new Turn(state with { IsTakenOver = true }, []), cancellationToken).ConfigureAwait(false));

        logger.TakenOver(script.Name, context.Tenant, context.Contact.Id, session.Id, _receivers.Length);
    }

    // False where the session was changed meanwhile.
    private async Task<bool> KeepAsync(InboundContext context, Session session, Script script, Turn turn, CancellationToken cancellationToken)
    {
        var values = new JsonObject { [script.Name] = turn.State.ToJson() };
        foreach (var (key, answer) in turn.Answers)
        {
            values[key] = answer?.DeepClone();
        }

        var change = new SessionChange(session.Id) { Values = values, ExpectedVersion = session.Version };
        var status = await context.ChangeSessionAsync(change, ended => book.HasHandled(context.Id, ended), cancellationToken).ConfigureAwait(false);
        return status switch
        {
            SessionChangeStatus.Changed => true,
            SessionChangeStatus.Conflict or SessionChangeStatus.Missing => false,
            _ => throw new InvalidOperationException(
                $"The conversation '{script.Name}' cannot be kept in session {session.Id}: {status}. Keep large things out of the session's context."),
        };
    }
}
