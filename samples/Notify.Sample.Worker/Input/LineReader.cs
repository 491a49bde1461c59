using System.Text.Json;
using Notify.Messages;

namespace Notify.Sample.Worker.Input;

/// <summary>Reads one line of the input file. What Notify itself checks is left to Notify.</summary>
internal sealed class LineReader(TimeProvider clock)
{
    private static readonly string[] LineFields =
    [
        "tenant", "to", "template", "variables", "text", "media", "windowTemplate", "domain", "locale", "priority", "account", "campaign", "correlationId",
        "idempotencyKey", "notBefore", "expiresAt", "contact", "channels", "fallback", "then", "writesBack", "note",
    ];

    // The last of two recipients would win: a message to the wrong person.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The line, or what is wrong with it.</summary>
    public (InputLine? Line, IReadOnlyList<NotificationError> Errors) Read(int number, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(number, document.RootElement)
                : (null, [LineErrors.NotJson("JSON, but no object; write {\"to\": …, \"template\": …}.")]);
        }
        catch (JsonException e)
        {
            return (null, [LineErrors.NotJson(e.BytePositionInLine is null
                ? "a field is there twice; keep one of the two."
                : $"no JSON (column {e.BytePositionInLine + 1}); write one whole JSON object on one line.")]);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws for an escape such as \ud83d that stands alone.
            return (null, [LineErrors.NotJson("half of a character, an escape such as \\ud83d without its other half; write the whole character.")]);
        }
    }

    private (InputLine? Line, IReadOnlyList<NotificationError> Errors) Read(int number, JsonElement root)
    {
        var errors = new LineErrors();
        var fields = new JsonFields(root, "", LineFields, errors);
        var now = clock.GetUtcNow();
        var notification = NotificationReader.Read(fields, Marker.Of(number), now, errors);
        var contact = fields.Find("contact", JsonValueKind.Object) is { } element ? ContactReader.Read(element, now, errors) : null;
        var then = fields.Text("then");
        if (then is not (null or "cancel"))
        {
            errors.Malformed("then", "has a value this format does not know; write cancel or leave it out.");
        }

        var answer = fields.Find("writesBack", JsonValueKind.Object) is { } words ? WrittenBack.Read(words, Marker.Of(number), errors) : null;
        return notification is null || errors.All.Count > 0
            ? (null, errors.All)
            : (new InputLine(number, notification, contact, then is not null, answer), []);
    }
}
