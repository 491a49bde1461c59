namespace Notify.AI.Tools;

/// <summary>Which tools agents may call. Section <c>AgentTools</c>.</summary>
public sealed class AgentToolOptions
{
    /// <summary>What agents may do, by tenant. Default: nothing, for nobody.</summary>
    public IDictionary<string, AgentPermissions> Tenants { get; } = new Dictionary<string, AgentPermissions>(StringComparer.Ordinal);

    /// <summary>The most characters of a text an agent sends. Default 1,000; 1 to 4,096.</summary>
    public int MaxTextLength { get; set; } = 1000;
}
