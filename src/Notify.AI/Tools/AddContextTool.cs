using Notify.Sessions;

namespace Notify.AI.Tools;

/// <summary>Merges values into a session's context.</summary>
internal sealed class AddContextTool(ToolHost host, ISessions sessions, SessionKeys keys) : SessionTool(
    host, sessions, AgentToolNames.AddContext, "Notes values in a session's context, by key.", ToolSchemas.AddContext)
{
    protected override async Task<ToolResult> RunAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (ReadId(arguments, out var id) is { } wrong)
        {
            return wrong;
        }

        var values = arguments.Object("values")!;
        if (values.Count == 0)
        {
            return ToolResult.Invalid("values", NotificationErrorCodes.Required, "Give at least one value.");
        }

        if (values.Any(v => keys.IsReserved(Host.Tenant, v.Key)))
        {
            return ToolResult.Invalid(
                "values",
                NotificationErrorCodes.Malformed,
                "Keys that begin with 'notify.' or 'call:', and the names of conversations, are Notify's own; use others. What a conversation asks goes under its name, a point and the question's.");
        }

        return await Sessions.MergeAsync(Host.Tenant, id, values, cancellationToken).ConfigureAwait(false) is { } session ? Found(session) : NotFound;
    }
}
