using Notify.Sessions;

namespace Notify.AI.Tools;

/// <summary>Sets where a session stands. A talk that was handed over to a person stays so.</summary>
internal sealed class SessionStatusTool(ToolHost host, ISessions sessions) : SessionTool(
    host, sessions, AgentToolNames.SetSessionStatus, "Sets where a session stands: active, follow_up or closed.", ToolSchemas.SessionStatus)
{
    protected override async Task<ToolResult> RunAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (ReadId(arguments, out var id) is { } wrong)
        {
            return wrong;
        }

        if (StatusNames.Parse(arguments.Text("status")) is not { } status)
        {
            return ToolResult.Invalid("status", NotificationErrorCodes.Malformed, "Give active, follow_up or closed.");
        }

        var session = await Sessions.SetStatusAsync(Host.Tenant, id, status, cancellationToken).ConfigureAwait(false);
        return session is null ? NotFound
            : session.Status == status ? Found(session)
            : Found(session) with { Message = "The session is closed and stays so. Nothing was done; get_or_create_session begins a new one." };
    }
}
