using System.Text.Json.Nodes;

namespace Notify.AI.Tools;

/// <summary>A tool's answer. Holds no address.</summary>
/// <param name="Status">What became of the call, by <see cref="ToolStatus"/>.</param>
internal sealed record ToolResult(string Status)
{
    /// <summary>The same in words, and what to do next.</summary>
    public string? Message { get; init; }

    /// <summary>Why nothing was sent.</summary>
    public string? Reason { get; init; }

    /// <summary>When to try again.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The notification.</summary>
    public Guid? NotificationId { get; init; }

    /// <summary>What the policies said, channel by channel.</summary>
    public IReadOnlyList<ToolDecision>? Channels { get; init; }

    /// <summary>What is wrong with the call.</summary>
    public IReadOnlyList<ToolError>? Errors { get; init; }

    /// <summary>The session.</summary>
    public ToolSession? Session { get; init; }

    /// <summary>What was read.</summary>
    public JsonObject? Values { get; init; }

    public static ToolResult Invalid(IReadOnlyList<ToolError> errors) =>
        new(ToolStatus.Invalid) { Message = "Nothing was done. Mend the arguments and call again.", Errors = errors };

    public static ToolResult Invalid(string field, string code, string message) => Invalid([new ToolError(field, code, message)]);

    public static ToolResult NotPermitted(string message) => new(ToolStatus.NotPermitted) { Message = message };
}
