using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notify.AI.Tools;

/// <summary>Whom a tool works for.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Options">What agents may do.</param>
/// <param name="Logger">Where calls are told of.</param>
internal sealed record ToolHost(string Tenant, IOptionsMonitor<AgentToolOptions> Options, ILogger Logger)
{
    /// <summary>What agents of the tenant may do now; null for nothing.</summary>
    public AgentPermissions? Permissions => Options.CurrentValue.Tenants.TryGetValue(Tenant, out var permissions) ? permissions : null;
}
