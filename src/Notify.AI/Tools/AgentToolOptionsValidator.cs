using Microsoft.Extensions.Options;
using Notify.Hosting;
using Notify.Messages;

namespace Notify.AI.Tools;

/// <summary>Checks <see cref="AgentToolOptions"/>.</summary>
internal sealed class AgentToolOptionsValidator : IValidateOptions<AgentToolOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentToolOptions options)
    {
        var check = new Check("AgentTools").Range(nameof(options.MaxTextLength), options.MaxTextLength, 1, TextMessage.MaxLength);
        foreach (var (tenant, permissions) in options.Tenants)
        {
            var key = $"{nameof(options.Tenants)}:{tenant}";
            foreach (var tool in permissions.Tools.Where(static t => !AgentToolNames.All.Contains(t)))
            {
                check.True($"{key}:{nameof(permissions.Tools)}", isRight: false, $"has '{tool}', which is no tool; use {string.Join(", ", AgentToolNames.All)}");
            }

            check.True(
                $"{key}:{nameof(permissions.Templates)}", permissions.Templates.All(static t => !string.IsNullOrWhiteSpace(t)), "must hold keys of the catalogue, or * for all");
        }

        return check.Result();
    }
}
