namespace Notify.AI.Replies;

/// <summary>What of a session's context is kept here.</summary>
internal static class AiKeys
{
    /// <summary>What such keys begin with: agents neither read nor write them.</summary>
    public const string Reserved = "notify.";

    public const string Turns = "notify.ai.turns";

    public const string Usage = "notify.ai.usage";

    public const string HandOver = "notify.ai.handover";
}
