namespace Notify.AI.Replies;

/// <summary>What of a session's context is kept here.</summary>
internal static class AiKeys
{
    public const string Turns = "notify.ai.turns";

    public const string Usage = "notify.ai.usage";

    public const string HandOver = "notify.ai.handover";
}
