using Microsoft.Extensions.AI;

namespace Notify.AI.Tools;

/// <summary>The seven tools an agent can be given. Thread-safe; a singleton.</summary>
public interface IAgentTools
{
    /// <summary>The tools, bound to a tenant: which one is the host's word, never the model's.</summary>
    /// <remarks>
    /// All seven are given; a call of one the tenant has no permission for (<see cref="AgentToolOptions.Tenants"/>) answers so and does nothing. A call that sends
    /// goes through every policy first: where one defers or blocks, it answers with the reason and nothing is sent. What is queued meets them again when it is sent.
    /// </remarks>
    /// <param name="tenant">The tenant.</param>
    IReadOnlyList<AIFunction> For(string tenant);
}
