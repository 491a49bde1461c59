using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.AI.Diagnostics;
using Notify.AI.HandingOver;
using Notify.Inbound;
using Notify.Messages;
using Notify.OptOut;
using Notify.Sessions;

namespace Notify.AI.Replies;

/// <summary>
/// Has a model answer what people write. What is answered is written into the session before it is queued: a run after a crash finds it there, asks the model
/// nothing, and queues the same words under the same key.
/// </summary>
internal sealed class AiReplyHandler(
    Model model, Budget budget, FixedTexts texts, HandOvers handOvers, TimeProvider time, IOptions<AiReplyOptions> options, ILogger<AiReplyHandler> logger) : IInboundHandler
{
    /// <summary>The domain of the model's answers.</summary>
    private const string Domain = "ai";

    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        if (!IsForUs(context))
        {
            return InboundResult.PassOn;
        }

        var session = await context.FindEarlierSessionAsync(s => Dialogue.Of(s).Find(context.Id) is not null, cancellationToken).ConfigureAwait(false)
            ?? await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var dialogue = Dialogue.Of(session);
        var turn = dialogue.Find(context.Id);
        if (turn is null)
        {
            if (dialogue.HandOver is not null)
            {
                return InboundResult.PassOn;
            }

            turn = await AnswerAsync(context, session, dialogue, cancellationToken).ConfigureAwait(false);
        }

        await context.ReplyAsync(new Notification(context.Message.From.Value, new TextMessage(turn.Answer)) { Domain = Domain }, cancellationToken).ConfigureAwait(false);
        session = await context.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        if (turn.Kind == TurnKind.HandOver && Dialogue.Of(session).HandOver is { } note && note.MessageId == context.Id)
        {
            await handOvers.BeginAsync(context, session, note, cancellationToken).ConfigureAwait(false);
        }

        return InboundResult.Handled;
    }

    private bool IsForUs(InboundContext context) =>
        context.Message.IsFromPerson
        && context.Message.Content is not (InboundReaction or InboundEdit)
        && !string.IsNullOrWhiteSpace(context.Message.Content.Text)
        && !context.Contact.IsOptedOutOf(context.Message.Channel)
        && (options.Value.Tenants.Count == 0 || options.Value.Tenants.Contains(context.Tenant));

    private async Task<Turn> AnswerAsync(InboundContext context, Session session, Dialogue dialogue, CancellationToken cancellationToken)
    {
        var said = Cut.Storable(context.Message.Content.Text, options.Value.MaxInputLength);
        if (WordText.Fold(said) is { Length: > 0 } word && options.Value.HandOverWords.Any(w => WordText.Fold(w) == word))
        {
            return await HandOverAsync(context, said, default, HandOverCause.Person, cancellationToken).ConfigureAwait(false);
        }

        if (await budget.TakeAsync(context.Tenant, dialogue.Usage, cancellationToken).ConfigureAwait(false) is { } spent)
        {
            return await AwayAsync(context, session, said, default, spent, null, cancellationToken).ConfigureAwait(false);
        }

        var started = time.GetTimestamp();
        var answer = await model.AskAsync(Prompt.Of(options.Value, session, dialogue, said), cancellationToken).ConfigureAwait(false);
        await budget.SpendAsync(context.Tenant, answer.Tokens, cancellationToken).ConfigureAwait(false);
        var taken = new Usage(1, answer.Tokens);
        if (answer.Text is not { } text)
        {
            return await AwayAsync(context, session, said, taken, answer.Cause!, answer.Detail, cancellationToken).ConfigureAwait(false);
        }

        if (text.Contains(Prompt.HandOverMarker, StringComparison.OrdinalIgnoreCase))
        {
            return await HandOverAsync(context, said, taken, HandOverCause.Model, cancellationToken).ConfigureAwait(false);
        }

        logger.Replied(context.Id, context.Tenant, session.Id, answer.Tokens, (long)time.GetElapsedTime(started).TotalMilliseconds);
        return await KeepAsync(context, new Turn(context.Id, said, Cut.To(text, options.Value.MaxReplyLength), TurnKind.Model), taken, null, cancellationToken).ConfigureAwait(false);
    }

    private Task<Turn> AwayAsync(
        InboundContext context, Session session, string said, Usage taken, string cause, string? detail, CancellationToken cancellationToken)
    {
        logger.FixedReply(context.Id, context.Tenant, session.Id, cause, detail);
        return KeepAsync(context, new Turn(context.Id, said, texts.Away(context.Contact.Locale), TurnKind.Fixed), taken, null, cancellationToken);
    }

    private Task<Turn> HandOverAsync(InboundContext context, string said, Usage taken, HandOverCause cause, CancellationToken cancellationToken) => KeepAsync(
        context,
        new Turn(context.Id, said, texts.HandOver(context.Contact.Locale), TurnKind.HandOver),
        taken,
        new HandOverNote(context.Id, cause, context.ReceivedAt),
        cancellationToken);

    // The model took its time: where the session ended meanwhile, the turn belongs to the one that goes on.
    private async Task<Turn> KeepAsync(InboundContext context, Turn turn, Usage taken, HandOverNote? handOver, CancellationToken cancellationToken)
    {
        var most = options.Value.HistoryTurns;
        while (true)
        {
            var dialogue = Dialogue.Of(await context.GetSessionAsync(cancellationToken).ConfigureAwait(false));
            if (dialogue.Find(context.Id) is { } known)
            {
                return known;
            }

            try
            {
                if (await context.TryMergeSessionAsync(dialogue.With(turn, dialogue.Usage.Plus(taken), handOver, most), Knows, cancellationToken).ConfigureAwait(false))
                {
                    return turn;
                }
            }
            catch (InvalidNotificationException) when (most > 0 && dialogue.Turns.Count > 0)
            {
                // The app's own values leave no room for the talk so far.
                most = 0;
            }
        }

        bool Knows(Session ended) => Dialogue.Of(ended).Find(context.Id) is not null;
    }
}
