using System.Text.Json;
using Microsoft.Extensions.AI;
using Notify.AI.Diagnostics;
using Notify.Storage;

namespace Notify.AI.Tools;

/// <summary>A tool: checks the permission, then does its work. Whatever goes wrong is told to the agent in words it can act upon.</summary>
internal abstract class AgentTool(ToolHost host, string name, string description, JsonElement schema) : AIFunction
{
    public sealed override string Name => name;

    public sealed override string Description => description;

    public sealed override JsonElement JsonSchema => schema;

    protected ToolHost Host => host;

    protected abstract Task<ToolResult> RunAsync(ToolArguments arguments, CancellationToken cancellationToken);

    protected sealed override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var result = await AnswerAsync(arguments, cancellationToken).ConfigureAwait(false);
        host.Logger.ToolCalled(host.Tenant, name, result.Status, result.Reason ?? result.Errors?[0].Code);
        return JsonSerializer.SerializeToElement(result, ToolJson.Default.ToolResult);
    }

    private async Task<ToolResult> AnswerAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (host.Permissions?.Tools.Contains(name) != true)
        {
            return ToolResult.NotPermitted($"This agent may not call {name}. Nothing was done. Tell whoever runs it: Notify:AgentTools:Tenants says which tools are allowed.");
        }

        try
        {
            var given = new ToolArguments(arguments, schema);
            return given.Errors.Count > 0 ? ToolResult.Invalid(given.Errors) : await RunAsync(given, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidNotificationException e)
        {
            return ToolResult.Invalid([.. e.Errors.Select(ToolError.Of)]);
        }
        catch (StorageException e)
        {
            host.Logger.ToolFailed(host.Tenant, name, $"{e.Operation} {e.Failure}");
            return new ToolResult(ToolStatus.Failed) { Message = "The store could not be reached. Call again with the same arguments in a while; what was done already is not done twice." };
        }
    }
}
