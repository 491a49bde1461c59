using Notify.Sessions;

namespace Notify.AI.Tools;

/// <summary>Gives a person's open session, or begins one.</summary>
internal sealed class OpenSessionTool(ToolHost host, ISessions sessions) : SessionTool(
    host, sessions, AgentToolNames.GetOrCreateSession, "Gives the person's open session, its life prolonged, or begins one. It holds a talk together over calls and channels.", ToolSchemas.OpenSession)
{
    protected override async Task<ToolResult> RunAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        Channel channel;
        try
        {
            channel = new Channel(arguments.Text("channel") ?? "");
        }
        catch (ArgumentException)
        {
            return ToolResult.Invalid("channel", NotificationErrorCodes.Malformed, "Give whatsapp, sms or voice.");
        }

        return Found(await Sessions.GetOrCreateAsync(Host.Tenant, arguments.Text("recipient") ?? "", channel, cancellationToken).ConfigureAwait(false));
    }
}
