using System.Text.Json.Nodes;
using Notify.Sessions;

namespace Notify.Conversations;

/// <summary>Says what a message changes in a conversation. Pure.</summary>
internal static class TurnPlanner
{
    private static readonly Dictionary<ScriptQuestion, string> Nothing = [];

    /// <summary>What a message changes.</summary>
    /// <param name="script">The conversation.</param>
    /// <param name="session">The session as it was read.</param>
    /// <param name="state">Where it stands; null where the message begins it.</param>
    /// <param name="heard">The message.</param>
    public static Turn Next(Script script, Session session, ConversationState? state, Heard heard)
    {
        var answers = Known(script, session.Context);
        var open = script.Questions.Where(q => !answers.ContainsKey(q.Name) && state?.Skipped.Contains(q.Name) != true).ToList();

        // Who wrote before the question was asked has not answered it; they may have said other things.
        var asked = heard.At >= state?.AskedAt ? open.Find(q => q.Name == state.Asked) : null;
        var now = state ?? new ConversationState { BegunAt = heard.At };
        if (asked is { Question.IsOptional: true } && script.Skips(heard.Text))
        {
            return Go(script, session, now with { Skipped = [.. now.Skipped, asked.Name] }, open, Nothing, heard);
        }

        var learned = Understanding.Of(heard.Text, asked, open);
        if (asked is null || learned.Count > 0)
        {
            return Go(script, session, now, open, learned, heard);
        }

        var tried = now with { Tries = now.Tries + 1 };
        if (tried.Tries < script.Conversation.MaxTries)
        {
            return new Turn(tried.With(new HandledMessage(heard.Id, Said.Again, asked.Name)), []);
        }

        return asked.Question.IsOptional
            ? Go(script, session, tried with { Skipped = [.. tried.Skipped, asked.Name] }, open, Nothing, heard)
            : new Turn(End(tried, ConversationEnd.GivenUp, heard).With(new HandledMessage(heard.Id, Said.GivenUp, asked.Name)), []);
    }

    /// <summary>What is answered in a session, by question.</summary>
    public static IReadOnlyDictionary<string, string> Known(Script script, SessionContext context)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in script.Questions)
        {
            if (context.Text(question.Key) is { } text && question.Read(text) is { } answer)
            {
                known[question.Name] = answer;
            }
        }

        return known;
    }

    // On to the first question that is open still.
    private static Turn Go(
        Script script, Session session, ConversationState state, List<ScriptQuestion> open, IReadOnlyDictionary<ScriptQuestion, string> learned, Heard heard)
    {
        var answers = new JsonObject();
        foreach (var (question, answer) in learned)
        {
            answers[question.Key] = answer;
        }

        var next = open.Find(q => !learned.ContainsKey(q) && !state.Skipped.Contains(q.Name));
        if (next is null)
        {
            return new Turn(End(state, ConversationEnd.Completed, heard).With(new HandledMessage(heard.Id, Said.Completed, null)), answers);
        }

        // The question is on its way already to who wrote before it was asked.
        var isUnderWay = state.Asked == next.Name && heard.At < state.AskedAt;
        var asks = isUnderWay ? state : state with { Asked = next.Name, AskedAt = session.ActiveAt, Tries = state.Asked == next.Name ? state.Tries : 0 };
        return new Turn(asks.With(new HandledMessage(heard.Id, isUnderWay ? Said.Nothing : Said.Question, next.Name)), answers);
    }

    private static ConversationState End(ConversationState state, ConversationEnd end, Heard heard) =>
        state with { End = end, EndedBy = heard.Id, Asked = end == ConversationEnd.GivenUp ? state.Asked : null };
}
