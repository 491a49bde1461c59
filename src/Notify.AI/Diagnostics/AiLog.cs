using Microsoft.Extensions.Logging;

namespace Notify.AI.Diagnostics;

/// <summary>Log events. Ids, counts and codes only: never a number, a text or what a model said.</summary>
internal static partial class AiLog
{
    [LoggerMessage(740, LogLevel.Information, "The model answered {Message} of {Tenant} in session {Session}: {Tokens} tokens, {Milliseconds} ms", EventName = "NOTIFY_AI_REPLY")]
    public static partial void Replied(this ILogger logger, Guid message, string tenant, Guid session, long tokens, long milliseconds);

    [LoggerMessage(741, LogLevel.Warning, "{Message} of {Tenant} in session {Session} gets the fixed reply: {Cause} {Detail}", EventName = "NOTIFY_AI_FIXED_REPLY")]
    public static partial void FixedReply(this ILogger logger, Guid message, string tenant, Guid session, string cause, string? detail);

    [LoggerMessage(742, LogLevel.Information, "Session {Session} of {Tenant} is handed over to a person with {Message}, by the {Cause}", EventName = "NOTIFY_AI_HANDOVER")]
    public static partial void HandedOver(this ILogger logger, Guid session, string tenant, Guid message, string cause);

    [LoggerMessage(743, LogLevel.Information, "Session {Session} of {Tenant} is given back to the model", EventName = "NOTIFY_AI_RELEASED")]
    public static partial void Released(this ILogger logger, Guid session, string tenant);

    [LoggerMessage(744, LogLevel.Information, "An agent of {Tenant} called {Tool}: {Status} {Reason}", EventName = "NOTIFY_AGENT_TOOL")]
    public static partial void ToolCalled(this ILogger logger, string tenant, string tool, string status, string? reason);

    [LoggerMessage(745, LogLevel.Error, "An agent of {Tenant} called {Tool}, and the store failed: {Error}", EventName = "NOTIFY_AGENT_TOOL_FAILED")]
    public static partial void ToolFailed(this ILogger logger, string tenant, string tool, string error);
}
