namespace Notify.AI.Tools;

/// <summary>What is wrong with a call.</summary>
/// <param name="Field">The argument.</param>
/// <param name="Code">A stable code of <see cref="NotificationErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record ToolError(string Field, string Code, string Message)
{
    /// <summary>The same of a notification or a session, by the argument it came from.</summary>
    public static ToolError Of(NotificationError error) => new(FieldOf(error.Field), error.Code, error.Message);

    private static string FieldOf(string field) => field switch
    {
        "Content" or "Content.Body" => "text",
        nameof(Notification.TemplateKey) => "template",
        "Context" => "values",
        _ when field.StartsWith("Variables", StringComparison.Ordinal) => $"v{field[1..]}",
#pragma warning disable CA1308 // Arguments are written in lower case.
        _ => field.ToLowerInvariant(),
#pragma warning restore CA1308
    };
}
