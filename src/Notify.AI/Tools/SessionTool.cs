using System.Text.Json;
using Notify.Sessions;

namespace Notify.AI.Tools;

/// <summary>What the tools for sessions share.</summary>
internal abstract class SessionTool(ToolHost host, ISessions sessions, string name, string description, JsonElement schema) : AgentTool(host, name, description, schema)
{
    protected ISessions Sessions => sessions;

    protected static bool IsPrivate(string key) => key.StartsWith(SessionKeys.Private, StringComparison.Ordinal);

    protected static ToolResult NotFound { get; } = new(ToolStatus.NotFound)
    {
        Message = "There is no such session. Nothing was done; get_or_create_session gives the person's.",
    };

    protected static ToolResult Found(Session session) => new(ToolStatus.Ok)
    {
        Session = new ToolSession(
            session.Id,
            StatusNames.Of(session.Status),
            session.LastChannel.Name,
            session.ExpiresAt,
            [.. session.Context.Keys.Where(static k => !IsPrivate(k)).Order(StringComparer.Ordinal)]),
    };

    protected static ToolResult? ReadId(ToolArguments arguments, out Guid id) => Guid.TryParse(arguments.Text("session_id"), out id)
        ? null
        : ToolResult.Invalid("session_id", NotificationErrorCodes.Malformed, "Give a session's id, as get_or_create_session gave it.");
}
