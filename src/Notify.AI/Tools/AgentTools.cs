using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sessions;

namespace Notify.AI.Tools;

/// <summary>Makes the tools.</summary>
internal sealed class AgentTools(
    AgentSender sender, ISessions sessions, SessionKeys keys, IOptionsMonitor<AgentToolOptions> options, ILogger<AgentTools> logger) : IAgentTools
{
    public IReadOnlyList<AIFunction> For(string tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var host = new ToolHost(tenant, options, logger);
        return
        [
            new SendTool(host, sender, AgentToolNames.SendWhatsApp, "Sends a message to a person over WhatsApp.", [Channel.WhatsApp]),
            new SendTool(host, sender, AgentToolNames.SendSms, "Sends a message to a person by SMS.", [Channel.Sms]),
            new SendTool(host, sender, AgentToolNames.SendBoth, "Sends a message to a person over WhatsApp and by SMS at the same time; where one may not be used now, over the other alone.", [Channel.WhatsApp, Channel.Sms]),
            new OpenSessionTool(host, sessions),
            new SessionStatusTool(host, sessions),
            new AddContextTool(host, sessions, keys),
            new ReadContextTool(host, sessions),
        ];
    }
}
