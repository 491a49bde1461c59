namespace Notify.AI.Replies;

/// <summary>Why a person got the fixed reply.</summary>
internal static class AiReasons
{
    public const string Away = "away";

    public const string Timeout = "timeout";

    public const string Empty = "empty";

    public const string SessionBudget = "session_budget";

    public const string TenantBudget = "tenant_budget";
}
