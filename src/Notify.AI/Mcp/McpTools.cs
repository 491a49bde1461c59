using System.Text.Json;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Notify.AI.Tools;

namespace Notify.AI.Mcp;

/// <summary>The tools as an MCP server offers them.</summary>
internal static class McpTools
{
    public static McpServerTool Create(AIFunction function) => new Flagged(McpServerTool.Create(function, new McpServerToolCreateOptions
    {
        ReadOnly = function.Name == AgentToolNames.ReadContext,
        Destructive = false,
        Idempotent = function.Name != AgentToolNames.GetOrCreateSession,
        OpenWorld = function.Name is AgentToolNames.SendWhatsApp or AgentToolNames.SendSms or AgentToolNames.SendBoth,
    }));

    // A call that could not be done as it was made is an error to a client; one that a policy answered is not.
    private sealed class Flagged(McpServerTool inner) : DelegatingMcpServerTool(inner)
    {
        public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
        {
            var result = await base.InvokeAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.Content is [TextContentBlock { Text: var text }] && StatusOf(text) is ToolStatus.Invalid or ToolStatus.NotFound or ToolStatus.NotPermitted or ToolStatus.Failed)
            {
                result.IsError = true;
            }

            return result;
        }

        private static string? StatusOf(string text)
        {
            try
            {
                using var answer = JsonDocument.Parse(text);
                return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("status", out var status) ? status.GetString() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
