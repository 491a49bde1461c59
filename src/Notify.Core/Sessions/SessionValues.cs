using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notify.Sessions;

/// <summary>Refuses values that no store can keep, each by its key.</summary>
internal static class SessionValues
{
    private const string Field = "Context";
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <exception cref="InvalidNotificationException">One of them cannot be kept.</exception>
    public static void Check(JsonObject values)
    {
        var length = 0L;
        foreach (var (key, value) in values)
        {
            if (key.Length is 0 or > SessionContext.MaxKeyLength)
            {
                throw Bad($"A key has 1 to {SessionContext.MaxKeyLength} characters; one has {key.Length}.");
            }

            if (!IsText(key))
            {
                throw Bad("A key holds the character U+0000 or half of a surrogate pair, which databases refuse; leave it out.");
            }

            length += key.Length + LengthOf(key, value);
        }

        if (length > SessionContext.MaxLength)
        {
            throw TooLong();
        }
    }

    public static InvalidNotificationException TooLong() =>
        Bad($"A session's context has at most {SessionContext.MaxLength} characters of JSON; keep large things elsewhere and their ids here.");

    private static long LengthOf(string key, JsonNode? value)
    {
        if (value is null)
        {
            return 0;
        }

        try
        {
            using var document = JsonDocument.Parse(value.ToJsonString());
            return IsKept(document.RootElement)
                ? SessionContext.LengthOf(document.RootElement)
                : throw Bad($"The value of '{key}' holds the character U+0000 or a number beyond 1e308, which databases refuse; leave it out.");
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException or ArgumentException and not InvalidNotificationException)
        {
            throw Bad($"The value of '{key}' is no JSON that can be kept: text with half of a surrogate pair, or nested more than 64 deep.");
        }
    }

    private static bool IsKept(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => IsText(value.GetString()!),
        JsonValueKind.Number => double.IsFinite(value.GetDouble()),
        JsonValueKind.Array => value.EnumerateArray().All(IsKept),
        JsonValueKind.Object => value.EnumerateObject().All(p => IsText(p.Name) && IsKept(p.Value)),
        _ => true,
    };

    private static bool IsText(string text)
    {
        try
        {
            return !text.Contains('\0', StringComparison.Ordinal) && Strict.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static InvalidNotificationException Bad(string message) => new([new NotificationError(Field, NotificationErrorCodes.Malformed, message)]);
}
