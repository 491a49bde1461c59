using System.Text.Json;

namespace Notify.Sample.Worker.Input;

/// <summary>What is wrong with a line, in the same shape in which Notify says what is wrong with a notification.</summary>
internal sealed class LineErrors
{
    /// <summary>The field of an error that is the whole line's.</summary>
    public const string WholeLine = "line";

    private readonly List<NotificationError> _errors = [];

    public IReadOnlyList<NotificationError> All => _errors;

    public static NotificationError NotJson(string remedy) => new(WholeLine, "json_invalid", remedy);

    public void Missing(string field) =>
        _errors.Add(new(field, NotificationErrorCodes.Required, "is missing; give it."));

    public void Unknown(string field, IEnumerable<string> known) =>
        _errors.Add(new(field, "field_unknown", $"is no field of this format; use one of {string.Join(", ", known)}."));

    public void Malformed(string field, string remedy) =>
        _errors.Add(new(field, NotificationErrorCodes.Malformed, remedy));

    public void WrongKind(string field, JsonValueKind wanted) =>
        Malformed(field, $"must be {Name(wanted)}.");

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list in square brackets",
        _ => "a string",
    };
}
