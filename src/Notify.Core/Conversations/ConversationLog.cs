using Microsoft.Extensions.Logging;

namespace Notify.Conversations;

/// <summary>Log events of conversations. Names and ids only: never what was said.</summary>
internal static partial class ConversationLog
{
    [LoggerMessage(720, LogLevel.Information, "Conversation {Conversation} of {Tenant} begins with contact {ContactId} in session {Session}", EventName = "NOTIFY_CONVERSATION_BEGUN")]
    public static partial void Begun(this ILogger logger, string conversation, string tenant, Guid contactId, Guid session);

    [LoggerMessage(721, LogLevel.Debug, "Conversation {Conversation} of {Tenant}: message {InboundId} gave {Answers} answers; said to it: {Said}", EventName = "NOTIFY_CONVERSATION_TURN")]
    public static partial void TurnTaken(this ILogger logger, string conversation, string tenant, Guid inboundId, int answers, string said);

    [LoggerMessage(722, LogLevel.Information, "Conversation {Conversation} of {Tenant} with contact {ContactId} in session {Session} is over: {End}", EventName = "NOTIFY_CONVERSATION_ENDED")]
    public static partial void Ended(this ILogger logger, string conversation, string tenant, Guid contactId, Guid session, string end);

    [LoggerMessage(723, LogLevel.Information, "Conversation {Conversation} of {Tenant} with contact {ContactId} in session {Session} was taken over by {Receivers} receivers", EventName = "NOTIFY_CONVERSATION_TAKEN_OVER")]
    public static partial void TakenOver(this ILogger logger, string conversation, string tenant, Guid contactId, Guid session, int receivers);

    [LoggerMessage(724, LogLevel.Information, "Contact {ContactId} of {Tenant} is greeted in session {Session}, in front of the reply to message {InboundId}", EventName = "NOTIFY_GREETED")]
    public static partial void Greeted(this ILogger logger, Guid contactId, string tenant, Guid session, Guid inboundId);
}
