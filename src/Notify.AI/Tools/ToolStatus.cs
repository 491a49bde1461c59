namespace Notify.AI.Tools;

/// <summary>What a tool's answer begins with.</summary>
internal static class ToolStatus
{
    public const string Ok = "ok";

    public const string Queued = "queued";

    public const string AlreadyQueued = "already_queued";

    public const string Deferred = "deferred";

    public const string Blocked = "blocked";

    public const string Invalid = "invalid";

    public const string NotFound = "not_found";

    public const string NotPermitted = "not_permitted";

    public const string Failed = "failed";
}
