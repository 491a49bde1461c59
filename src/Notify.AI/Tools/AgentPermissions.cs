namespace Notify.AI.Tools;

/// <summary>What agents of one tenant may do.</summary>
public sealed class AgentPermissions
{
    /// <summary>The tools they may call, by <see cref="AgentToolNames"/>. Default: none.</summary>
    public IList<string> Tools { get; } = [];

    /// <summary>The keys of the templates they may send; <c>*</c> for all. Default: none.</summary>
    public IList<string> Templates { get; } = [];

    /// <summary>Whether they may send words of their own, over the sending tools they have. Default: yes.</summary>
    public bool FreeText { get; set; } = true;
}
